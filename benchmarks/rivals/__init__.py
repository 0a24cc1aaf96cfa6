"""The same papers made with the public interfaces of other libraries, as their documentation shows."""
