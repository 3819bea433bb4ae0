"""The PIN pad, whatever its model: card PINs in clear, bank PINs as sealed blocks, plain keys."""
