"""ITS 2.0 (W3C Recommendation, 29 October 2013): what authors and their rules say of parts of a page."""
