"""What is in the register? Reading only; one file a concept."""
