"""Articles written for this project, and the pages made from them."""
