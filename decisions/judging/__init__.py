"""The questions a decision is asked, one file for each: do the facts fit, may the body, did the vote carry?

`decisions.mandate` asks them in their order. Each check answers one question: a verdict if it settles the
matter, None to go on. Each verdict says what, why and what now.
"""
