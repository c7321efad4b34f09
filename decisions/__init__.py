"""What a valid decision is. Facts in, verdict out: no database, no web, no clock."""
