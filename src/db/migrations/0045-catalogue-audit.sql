-- The audit works the editions of the catalogue out again from the records of their book.
grant select on catalogue_item to sifang_audit;
