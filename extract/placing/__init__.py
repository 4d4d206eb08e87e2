"""Pages of a document as images, and the places of its sentences on them."""
