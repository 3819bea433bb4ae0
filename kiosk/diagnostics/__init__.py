"""What technicians and testers look with: at bytes, at devices, at what happened."""
