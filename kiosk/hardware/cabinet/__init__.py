"""The cabinet: proximity, door and tamper contacts, service switch and guide lights behind a Modbus RTU board."""
