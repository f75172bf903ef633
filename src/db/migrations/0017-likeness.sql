-- When two proceedings are about the same thing (the same product of the same maker): a projection of the opening
-- entry, so that an earlier one is found without reading every entry of the province.
alter table proceeding add column likeness text;
comment on column proceeding.likeness is 'What it has in common with others about the same thing; null where its procedure names nothing.';
create index proceeding_by_likeness on proceeding using hash (likeness) where likeness is not null;

-- Earlier proceedings about the same thing, whoever opened them. It looks past the actor's scope, because an office must
-- not check again what one above it has checked, and says no more than that: how the opener stands to the actor, and the
-- day. Only an office of the opener's own kind learns of it; the id is told where the actor sees the case anyway.
create function like_proceedings(of_procedure text, of_likeness text, counting text[], pending text[], since date)
returns table (by_whom text, day date, id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select case
      when o.id = m.id then 'same'
      when (o.level = 'province' and m.level in ('city', 'county') and o.region / 10000 = m.region / 10000)
        or (o.level = 'city' and m.level = 'county' and o.region / 100 = m.region / 100) then 'superior'
      else 'other' end,
    d.day,
    case when sees_proceeding(p.id) then p.id end
  from organisation m
  cross join proceeding p
  cross join lateral (
    select e.account_organisation_id as house from entry e where e.proceeding_id = p.id order by e.at, e.id limit 1) f
  join organisation o on o.id = f.house and o.kind = m.kind
  cross join lateral (select coalesce(
    (select max((e.at at time zone 'Asia/Shanghai')::date) from entry e
      where e.proceeding_id = p.id and e.act = any (counting)),
    case when p.state = any (pending) then p.opened_on end) as day) d
  where m.id = my_organisation() and my_account() is not null
    and p.procedure = of_procedure and p.likeness = of_likeness and d.day >= since
  order by d.day desc limit 20
$$;
revoke execute on function like_proceedings(text, text, text[], text[], date) from public;
grant execute on function like_proceedings(text, text, text[], text[], date) to sifang_app;
