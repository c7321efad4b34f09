"""What a legal text is. Text in, values out: no database, no web, no clock."""
