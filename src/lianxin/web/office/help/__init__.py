"""手册: how the product is used, inside the product; each article says for whom it is and at which pages it helps."""
