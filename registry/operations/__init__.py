"""What people do. Each operation goes: facts, rule, write, remember. None commits."""
