"""Discovery: the makeable deals in the room, before any negotiation exists."""
