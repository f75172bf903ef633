-- What an act brought about elsewhere is found from the act: the page of a case links what it opened.
create index entry_by_cause on entry (cause) where cause is not null;
