"""短信告知: a resident who wishes it is told by SMS that his matter has moved; the words hold no content of it."""
