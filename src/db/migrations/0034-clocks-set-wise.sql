-- A clock bears the territory and the domains of its proceeding, so that its policy decides by its own row: it asked a
-- function about each of an office's four thousand clocks to show three hundred. Who sees what is as before, the rule of
-- sees_proceeding: not hidden, and within the territory, the actor's own, or seated.

-- Cases about the actor's organisation, and those that the actor opened, but for what is hidden from it.
create function my_own_cases() returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query select p.id from proceeding p where p.organisation_id = my_organisation()
      and not my_organisation() = any (p.hidden_from)
    union all select p.id from proceeding p where p.opened_by = my_account()
      and (my_organisation() is null or not my_organisation() = any (p.hidden_from));
end $$;
-- Cases that are not shown to the actor's organisation in their present state.
create function my_hidden_cases() returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return query select p.id from proceeding p
    where p.hidden_from <> '{}' and p.hidden_from @> array[my_organisation()];
end $$;
-- The policy believes what a clock says of its case; whoever writes one must say what is so.
create function is_of_case(asked uuid, place int, fields int) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from proceeding p where p.id = asked and p.region = place and p.domains = fields);
end $$;
revoke execute on function my_own_cases(), my_hidden_cases(), is_of_case(uuid, int, int) from public;
grant execute on function my_own_cases(), my_hidden_cases(), is_of_case(uuid, int, int) to sifang_app;

-- Without the list of what is still to be put in: few cases are hidden, and each look would read it.
create index proceeding_hidden_from on proceeding using gin (hidden_from) with (fastupdate = off) where hidden_from <> '{}';

update clock c set region = p.region, domains = p.domains from proceeding p
  where p.id = c.proceeding_id and (p.region <> c.region or p.domains <> c.domains);
alter policy by_proceeding on clock
  using (proceeding_id not in (select my_hidden_cases())
    and case when region between (select my_region_lo()) and (select my_region_hi()) and domains & (select my_domains()) <> 0 then true
      else proceeding_id in (select my_cases() union all select my_own_cases()) end)
  with check (sees_proceeding(proceeding_id) and is_of_case(proceeding_id, region, domains));
