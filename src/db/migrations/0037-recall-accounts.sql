-- What the answers of a recall are worth today: goods that moved after an answer, the sums that a summary must agree with,
-- and what still lies sealed when the recall ends.

-- Whether goods of an answered lot came, went back or away since. A holder may know of sales that the graph does not know;
-- fewer than it knows there can't be.
create function answer_is_stale(a recall_answer, h holding, sold numeric) returns boolean
language sql stable as $$
  select a.lot is not null and ((h.got, h.used, h.returned, h.destroyed, h.shipped - sold)
    is distinct from (a.got, a.used, a.returned, a.destroyed, a.passed) or sold > a.outside + a.consumers)
$$;

-- The lots of the latest scope at their holders, as the graph stands now beside what was answered. What lies sealed is what
-- the holder found, as long as its answer holds; else what the graph says. For the functions below.
create function recall_standing(of_recall uuid) returns table (organisation_id uuid, lot bigint, unit text, stale boolean,
  kept numeric)
language plpgsql stable set search_path = public, pg_temp as $$
declare
  latest uuid;
begin
  select s.entry_id into latest from recall_scope s where s.recall = of_recall order by s.at desc limit 1;
  return query
    with sold as materialized (
      select e.organisation_id as seller, e.lot as of_lot, sum(e.quantity) as quantity
      from recall_line r join lot_event e on e.lot = r.lot and e.organisation_id = r.organisation_id and e.kind = 'shipped' and e.to_id is null
      where r.scope = latest group by 1, 2)
    select r.organisation_id, r.lot, r.unit, n.moved, case when b.lot is null then 0 when a.lot is null or n.moved then n.left_over
      else least(a.found, n.left_over) end
    from recall_line r join holding h on h.lot = r.lot and h.organisation_id = r.organisation_id
    left join recall_answer a on a.recall = of_recall and a.organisation_id = r.organisation_id and a.lot = r.lot
    left join sold o on o.seller = r.organisation_id and o.of_lot = r.lot
    left join lot_block b on b.lot = r.lot and b.cause = of_recall
    cross join lateral (select answer_is_stale(a, h, coalesce(o.quantity, 0)) as moved,
      h.got - h.used - h.shipped - h.returned - h.destroyed as left_over) n
    where r.scope = latest;
end $$;
revoke execute on function recall_standing(uuid) from public;

-- What the sums of a recall leave out: who is silent, whose answers the goods have outrun, what lies sealed. The regulators
-- are told who, the producer how many.
create function recall_account(of_recall uuid) returns table (silent int, stale int, outrun uuid[], keepers int, kept json)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  sees_all boolean := oversees_recall(of_recall);
begin
  if not (sees_all or produces_for_recall(of_recall)) then return; end if;
  return query
    with standing as materialized (select * from recall_standing(of_recall) s where s.stale or s.kept > 0),
      sealed as (select s.unit, count(distinct s.lot) as lots, sum(s.kept) as kept from standing s where s.kept > 0 group by 1)
    select (select count(distinct h.organisation_id)::int from recall_holder h where h.recall = of_recall and h.answered_at is null),
      (select count(distinct s.organisation_id)::int from standing s where s.stale),
      case when sees_all then array(select distinct s.organisation_id from standing s where s.stale) end,
      (select count(distinct s.organisation_id)::int from standing s where s.kept > 0),
      coalesce((select json_agg(json_build_object('unit', k.unit, 'kept', trim_scale(k.kept)::text, 'lots', k.lots)) from sealed k), '[]');
end $$;
drop function silent_holders(uuid);

-- The producer's direct receivers, now with whether their goods have moved since they answered.
drop function recall_receivers(uuid);
create function recall_receivers(of_recall uuid) returns table (organisation_id uuid, unit text, lots bigint, delivered numeric,
  told_at timestamptz, answered_at timestamptz, placed numeric, secured numeric, stale boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  me uuid := my_organisation();
  latest uuid;
begin
  if not produces_for_recall(of_recall) then return; end if;
  select s.entry_id into latest from recall_scope s where s.recall = of_recall order by s.at desc limit 1;
  return query
    with delivery as materialized (
      select e.to_id, e.lot, sum(e.quantity) as quantity from recall_line m
      join lot_event e on e.lot = m.lot and e.organisation_id = me and e.kind = 'shipped' and e.to_id is not null
      where m.scope = latest and m.organisation_id = me group by 1, 2),
    state as materialized (
      select h.organisation_id, max(h.told_at) as told_at, case when bool_and(h.answered_at is not null) then max(h.answered_at) end as answered_at
      from recall_holder h where h.recall = of_recall group by 1),
    sold as materialized (
      select e.organisation_id as seller, e.lot as of_lot, sum(e.quantity) as quantity
      from delivery d join lot_event e on e.lot = d.lot and e.organisation_id = d.to_id and e.kind = 'shipped' and e.to_id is null
      group by 1, 2)
    select d.to_id, r.unit, count(*), sum(d.quantity), max(s.told_at), max(s.answered_at),
      sum(case when a.lot is null then r.on_hand + r.outside + r.consumers + r.destroyed
        else a.found + a.outside + a.consumers + a.destroyed end),
      sum(coalesce(a.found + a.destroyed + a.recovered, 0)), bool_or(answer_is_stale(a, n, coalesce(o.quantity, 0)))
    from delivery d join recall_line r on r.scope = latest and r.organisation_id = d.to_id and r.lot = d.lot
    join holding n on n.organisation_id = d.to_id and n.lot = d.lot
    left join recall_answer a on a.recall = of_recall and a.organisation_id = d.to_id and a.lot = d.lot
    left join state s on s.organisation_id = d.to_id
    left join sold o on o.seller = d.to_id and o.of_lot = d.lot
    group by 1, 2 order by 1, 2;
end $$;

-- Whether goods of a notice still lie sealed at its holder. The platform asks when a recall has ended.
create function notice_keeps(of_notice uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from recall_holder n join recall_line r on r.scope = n.scope and r.organisation_id = n.organisation_id and r.is_new
    join holding h on h.lot = r.lot and h.organisation_id = n.organisation_id
    join lot_block b on b.lot = r.lot and b.cause = n.recall
    left join recall_answer a on a.recall = n.recall and a.organisation_id = n.organisation_id and a.lot = r.lot
    where n.notice = of_notice and h.got > h.used + h.shipped + h.returned + h.destroyed
      and (a.lot is null or a.found > 0 or answer_is_stale(a, h, coalesce((select sum(e.quantity) from lot_event e
        where e.lot = r.lot and e.organisation_id = n.organisation_id and e.kind = 'shipped' and e.to_id is null), 0))));
end $$;

do $$
declare f text;
begin
  foreach f in array array['recall_account(uuid)', 'recall_receivers(uuid)'] loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to sifang_app', f);
  end loop;
end $$;
revoke execute on function notice_keeps(uuid) from public;
grant execute on function notice_keeps(uuid) to sifang_sweep;
