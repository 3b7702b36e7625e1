-- Inventories are put together from the evidence of layers and kept nowhere else.
DROP INDEX image_inventory;
ALTER TABLE image DROP COLUMN inventory;
DROP TABLE inventory;
