-- The number that the office which opened a proceeding gave it: a projection of the opening entry, so that an office finds
-- whether it gave a number before without reading all its entries.
alter table proceeding add column numbered text;
comment on column proceeding.numbered is 'The number that its opener gave it, in small letters and without spaces; null where its procedure is not numbered.';
update proceeding p
set numbered = lower(regexp_replace(normalize(e.input ->> 'taskNumber', nfkc), '\s', '', 'g'))
from entry e
where e.proceeding_id = p.id and p.procedure = 'spot-check' and e.definition = 'spot-check' and e.act = 'assign';
create index proceeding_by_number on proceeding using hash (numbered) where numbered is not null;

-- The day on which the actor's office opened another proceeding of a procedure under a number: of its own cases alone, so
-- that an office learns nothing of others'. Looks past the scope, because who opened a case may have handed it over since.
create function number_given_on(of_procedure text, of_number text)
returns date
language sql stable security definer set search_path = public, pg_temp as $$
  select p.opened_on from proceeding p
  cross join lateral (
    select e.account_organisation_id as house from entry e where e.proceeding_id = p.id order by e.at, e.id limit 1) f
  where p.procedure = of_procedure and p.numbered = of_number and f.house = my_organisation() and my_account() is not null
  order by p.opened_on limit 1
$$;
revoke execute on function number_given_on(text, text) from public;
grant execute on function number_given_on(text, text) to sifang_app;
