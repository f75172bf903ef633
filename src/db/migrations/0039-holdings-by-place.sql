-- A holding bears the territory and the domains of its holder, so that its policy decides by its own row and a list of one
-- county is read in its order: it asked a function about each holding of the province, down to the last one for an office
-- that sees few. Who sees what is as before.
alter table holding add column region int not null default 0, add column domains int not null default 0;
comment on column holding.region is 'Where the holder is, as its organisation says.';
comment on column holding.domains is 'Departments competent for the holder, as its organisation says.';

-- Shared with others that hold something new, and kept from one that moves the holder meanwhile.
create function place_holding() returns trigger
language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  select o.region, o.domains into new.region, new.domains from organisation o where o.id = new.organisation_id for share;
  return new;
end $$;
create function move_holdings() returns trigger
language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  update holding h set region = new.region, domains = new.domains where h.organisation_id = new.id;
  return null;
end $$;
revoke execute on function place_holding(), move_holdings() from public;
create trigger holding_placed before insert or update of organisation_id on holding
  for each row execute function place_holding();
create trigger holder_moved after update of region, domains on organisation for each row
  when ((old.region, old.domains) is distinct from (new.region, new.domains)) execute function move_holdings();

update holding h set region = o.region, domains = o.domains from organisation o where o.id = h.organisation_id;
create index holding_in_county on holding (region, last_at desc, lot desc);

-- As a case, since an index that is read for each side of an "or" gives up the order.
alter policy own_or_scope on holding
  using (case when region between (select my_region_lo()) and (select my_region_hi()) and domains & (select my_domains()) <> 0
    then true else organisation_id = (select my_organisation()) end);
create or replace function sees_lot(asked bigint) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from holding h where h.lot = asked and (h.organisation_id = my_organisation()
    or h.region between my_region_lo() and my_region_hi() and h.domains & my_domains() <> 0));
end $$;
