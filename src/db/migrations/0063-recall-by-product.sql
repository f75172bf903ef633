-- What is counted of a recall is counted by product and unit: boards, slats and tables are all counted in sheets, and a sum of
-- them is of nothing.
alter table recall_line add column product text not null default '';
comment on column recall_line.product is 'Name of the product, as its lot has it: sums are of one product in one unit.';
update recall_line r set product = l.product from lot l where l.seq = r.lot;

drop function recall_lines(bigint[], bigint[]);
create function recall_lines(seeds bigint[], lots bigint[]) returns table (organisation_id uuid, lot bigint, id uuid, product text,
  unit text, tier int, got numeric, used numeric, passed numeric, outside numeric, consumers numeric, returned numeric,
  destroyed numeric, on_hand numeric)
language plpgsql stable set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  orgs uuid[];
  tiers int[];
begin
  select array_agg(t.organisation_id), array_agg(t.tier) into orgs, tiers from recall_tiers(seeds, lots) t;
  return query
    with sold as materialized (
      select e.organisation_id as seller, e.lot as of_lot,
        coalesce(sum(e.quantity) filter (where e.to_name <> ''), 0) as outside,
        coalesce(sum(e.quantity) filter (where e.to_name = ''), 0) as consumers
      from unnest(lots) s (lot) join lot_event e on e.lot = s.lot and e.kind = 'shipped' and e.to_id is null group by 1, 2)
    select h.organisation_id, h.lot, l.id, l.product, l.unit, coalesce(t.tier, 0), h.got, h.used,
      h.shipped - coalesce(o.outside, 0) - coalesce(o.consumers, 0), coalesce(o.outside, 0), coalesce(o.consumers, 0),
      h.returned, h.destroyed, h.got - h.used - h.shipped - h.returned - h.destroyed
    from unnest(lots) s (lot) join lot l on l.seq = s.lot join holding h on h.lot = s.lot and h.got > 0
    left join sold o on o.seller = h.organisation_id and o.of_lot = h.lot
    left join unnest(orgs, tiers) t (organisation_id, tier) on t.organisation_id = h.organisation_id;
end $$;
revoke execute on function recall_lines(bigint[], bigint[]) from public;

create or replace function write_recall_scope(of_recall uuid, entry uuid, asked uuid[], claimed text, now timestamptz) returns text
language plpgsql set search_path = public, pg_temp set plan_cache_mode = force_custom_plan set work_mem = '64MB' as $$
declare
  begun bigint[] := recall_seeds(of_recall, asked);
  last recall_scope;
  lots bigint[];
  moving bigint[];
  locked bigint[] := '{}';
  counted recall_scope;
begin
  if begun is null then return 'unknown'; end if;
  if cardinality(begun) = 0 then return 'nothing'; end if;
  select * into last from recall_scope s where s.recall = of_recall order by s.at desc limit 1;
  if recall_is_still(last, begun) then
    if claimed <> last.hash then return 'differs'; end if;
    insert into recall_scope (entry_id, recall, frozen, hash, seeds, lots, holders, at, same_as)
      values (entry, of_recall, claimed is not null, last.hash, begun, last.lots, last.holders, now, coalesce(last.same_as, last.entry_id));
    return null;
  end if;
  -- Whoever is moving these goods finishes first and is counted; whoever comes later meets the block. What this recall
  -- blocked before stands still already.
  loop
    lots := array(select c.lot from lot_closure(begun, true) c order by 1);
    moving := array(select l.lot from unnest(lots) l (lot)
      where not exists (select from lot_block b where b.lot = l.lot and b.cause = of_recall)
      except select unnest(locked) order by 1);
    exit when cardinality(moving) = 0;
    perform from holding h where h.lot = any (moving) order by h.lot, h.organisation_id for update;
    locked := locked || moving;
  end loop;
  update recall_moved m set counted = true where m.recall = of_recall and not m.counted;
  -- The latest list holds all that was in earlier ones, because what a recall began from is kept.
  with lines as materialized (select * from recall_lines(begun, lots)),
    found as (select recall_hash(string_agg(recall_line_text(r.id, r.organisation_id, r.tier, r.got, r.used, r.passed, r.outside,
        r.consumers, r.returned, r.destroyed, r.on_hand), E'\n' order by r.id, r.organisation_id)) as hash,
      count(distinct r.lot) as lots, count(distinct r.organisation_id) as holders from lines r),
    written as (insert into recall_line (scope, organisation_id, lot, recall, lot_id, product, unit, tier, is_new, got, used, passed,
        outside, consumers, returned, destroyed, on_hand)
      select entry, r.organisation_id, r.lot, of_recall, r.id, r.product, r.unit, r.tier, not exists (select from recall_line b
          where b.scope = coalesce(last.same_as, last.entry_id) and b.organisation_id = r.organisation_id and b.lot = r.lot),
        r.got, r.used, r.passed, r.outside, r.consumers, r.returned, r.destroyed, r.on_hand
      from lines r, found f where f.hash is distinct from last.hash order by r.organisation_id, r.lot)
  select f.hash, f.lots, f.holders into counted.hash, counted.lots, counted.holders from found f;
  if claimed <> counted.hash then return 'differs'; end if;
  insert into recall_scope (entry_id, recall, frozen, hash, seeds, lots, holders, at, same_as)
    values (entry, of_recall, claimed is not null, counted.hash, begun, counted.lots, counted.holders, now,
      case when counted.hash = last.hash then coalesce(last.same_as, last.entry_id) end);
  if counted.hash = last.hash then return null; end if;
  -- What reads it next must not take it for empty.
  analyze recall_line;
  insert into recall_holder (scope, organisation_id, recall, tier, lots)
    select entry, r.organisation_id, of_recall, min(r.tier), count(*) from recall_line r where r.scope = entry and r.is_new group by 2;
  insert into lot_block (lot, cause, entry_id, at)
    select distinct r.lot, of_recall, entry, now from recall_line r where r.scope = entry and r.is_new on conflict do nothing;
  return null;
end $$;

create or replace function preview_recall(of_recall uuid, asked uuid[]) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  begun bigint[] := recall_seeds(of_recall, asked);
  last recall_scope;
  still uuid;
  found jsonb;
begin
  if begun is null then return null; end if;
  select * into last from recall_scope s where s.recall = of_recall order by s.at desc limit 1;
  if recall_is_still(last, begun) then still := coalesce(last.same_as, last.entry_id); end if;
  with lines as materialized (
      select r.organisation_id, r.lot, r.lot_id as id, r.product, r.unit, r.tier, r.got, r.used, r.passed, r.outside, r.consumers, r.returned,
        r.destroyed, r.on_hand from recall_line r where r.scope = still
      union all
      select * from recall_lines(begun, array(select c.lot from lot_closure(begun, true) c)) where still is null),
    tiers as (select r.tier, r.product, r.unit, count(distinct r.organisation_id) as holders, count(distinct r.lot) as lots,
        sum(r.got) as got, sum(r.on_hand) as on_hand, sum(r.used) as used, sum(r.passed) as passed,
        sum(r.outside) as outside, sum(r.consumers) as consumers, sum(r.returned) as returned, sum(r.destroyed) as destroyed
      from lines r group by 1, 2, 3)
  select jsonb_build_object(
    'hash', case when still is not null then last.hash else recall_hash((select string_agg(recall_line_text(r.id, r.organisation_id,
      r.tier, r.got, r.used, r.passed, r.outside, r.consumers, r.returned, r.destroyed, r.on_hand), E'\n' order by r.id, r.organisation_id)
      from lines r)) end,
    'lots', case when still is not null then last.lots else (select count(distinct r.lot) from lines r) end,
    'holders', case when still is not null then last.holders else (select count(distinct r.organisation_id) from lines r) end,
    'tiers', coalesce((select jsonb_agg(jsonb_build_object('tier', t.tier, 'product', t.product, 'unit', t.unit, 'holders', t.holders, 'lots', t.lots,
      'got', trim_scale(t.got)::text, 'onHand', trim_scale(t.on_hand)::text, 'used', trim_scale(t.used)::text,
      'passed', trim_scale(t.passed)::text, 'outside', trim_scale(t.outside)::text, 'consumers', trim_scale(t.consumers)::text,
      'returned', trim_scale(t.returned)::text, 'destroyed', trim_scale(t.destroyed)::text) order by t.tier, t.product, t.unit) from tiers t), '[]')) into found;
  return found;
end $$;

drop function recall_standing(uuid);
create function recall_standing(of_recall uuid) returns table (organisation_id uuid, lot bigint, product text, unit text, stale boolean,
  kept numeric)
language plpgsql stable set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  list uuid := recall_list(of_recall);
begin
  return query
    select r.organisation_id, r.lot, r.product, r.unit, false, case when a.lot is null then r.on_hand else least(a.found, r.on_hand) end
    from recall_line r left join recall_answer a on a.recall = of_recall and a.organisation_id = r.organisation_id and a.lot = r.lot
    where r.scope = list and r.on_hand > 0
      and not exists (select from recall_moved m where m.recall = of_recall and m.lot = r.lot);
  return query
    with moved as materialized (select r.* from recall_line r where r.scope = list
        and exists (select from recall_moved m where m.recall = of_recall and m.lot = r.lot)),
      sold as materialized (select e.organisation_id as seller, e.lot as of_lot, sum(e.quantity) as quantity
        from moved r join lot_event e on e.lot = r.lot and e.organisation_id = r.organisation_id and e.kind = 'shipped' and e.to_id is null
        group by 1, 2)
    select r.organisation_id, r.lot, r.product, r.unit, n.moved, case when b.lot is null then 0 when a.lot is null or n.moved then n.left_over
      else least(a.found, n.left_over) end
    from moved r join holding h on h.lot = r.lot and h.organisation_id = r.organisation_id
    left join recall_answer a on a.recall = of_recall and a.organisation_id = r.organisation_id and a.lot = r.lot
    left join sold o on o.seller = r.organisation_id and o.of_lot = r.lot
    left join lot_block b on b.lot = r.lot and b.cause = of_recall
    cross join lateral (select answer_is_stale(a, h, coalesce(o.quantity, 0)) as moved,
      h.got - h.used - h.shipped - h.returned - h.destroyed as left_over) n;
end $$;
revoke execute on function recall_standing(uuid) from public;

drop function recall_account(uuid);
create function recall_account(of_recall uuid) returns table (told int, silent int, stale int, outrun uuid[], keepers int, kept json)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  sees_all boolean := oversees_recall(of_recall);
begin
  if not (sees_all or produces_for_recall(of_recall)) then return; end if;
  return query
    with standing as materialized (select * from recall_standing(of_recall) s where s.stale or s.kept > 0),
      sealed as (select s.product, s.unit, count(distinct s.lot) as lots, sum(s.kept) as kept from standing s where s.kept > 0
        group by 1, 2),
      holders as (select h.organisation_id, bool_and(h.notice is not null) as told, bool_and(h.answered_at is not null) as answered
        from recall_holder h where h.recall = of_recall group by 1)
    select (select count(*)::int from holders h where h.told), (select count(*)::int from holders h where not h.answered),
      (select count(distinct s.organisation_id)::int from standing s where s.stale),
      case when sees_all then array(select distinct s.organisation_id from standing s where s.stale) end,
      (select count(distinct s.organisation_id)::int from standing s where s.kept > 0),
      coalesce((select json_agg(json_build_object('product', k.product, 'unit', k.unit, 'kept', trim_scale(k.kept)::text,
        'lots', k.lots)) from sealed k), '[]');
end $$;

-- A holder has one tier in a list, so that holders are counted after their lines were added up.
drop function recall_progress(uuid);
create function recall_progress(of_recall uuid) returns table (tier int, product text, unit text, holders bigint, told bigint,
  answered bigint, got numeric, placed numeric, secured numeric, found numeric, destroyed numeric,
  outside numeric, consumers numeric, recovered numeric)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  list uuid := recall_list(of_recall);
begin
  if not (oversees_recall(of_recall) or produces_for_recall(of_recall)) then return; end if;
  return query
    with state as materialized (
      select h.organisation_id, bool_and(h.notice is not null) as told, bool_and(h.answered_at is not null) as answered
      from recall_holder h where h.recall = of_recall group by 1),
    house as materialized (
      select r.organisation_id, r.tier, r.product, r.unit, sum(r.got) as got,
        sum(case when a.lot is null then r.on_hand + r.outside + r.consumers + r.destroyed
          else a.found + a.outside + a.consumers + a.destroyed end) as placed,
        sum(coalesce(a.found + a.destroyed + a.recovered, 0)) as secured, sum(coalesce(a.found, 0)) as found,
        sum(coalesce(a.destroyed, 0)) as destroyed, sum(coalesce(a.outside, r.outside)) as outside,
        sum(coalesce(a.consumers, r.consumers)) as consumers, sum(coalesce(a.recovered, 0)) as recovered
      from recall_line r
      left join recall_answer a on a.recall = of_recall and a.organisation_id = r.organisation_id and a.lot = r.lot
      where r.scope = list group by 1, 2, 3, 4)
    select h.tier, h.product, h.unit, count(*), count(*) filter (where s.told), count(*) filter (where s.answered),
      sum(h.got), sum(h.placed), sum(h.secured), sum(h.found), sum(h.destroyed), sum(h.outside), sum(h.consumers), sum(h.recovered)
    from house h left join state s on s.organisation_id = h.organisation_id
    group by 1, 2, 3 order by 1, 2, 3;
end $$;

drop function recall_receivers(uuid);
create function recall_receivers(of_recall uuid) returns table (organisation_id uuid, product text, unit text, lots bigint, delivered numeric,
  told_at timestamptz, answered_at timestamptz, placed numeric, secured numeric, stale boolean)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  me uuid := my_organisation();
  list uuid := recall_list(of_recall);
begin
  if not produces_for_recall(of_recall) then return; end if;
  return query
    with delivery as materialized (
      select e.to_id, e.lot, sum(e.quantity) as quantity from recall_line m
      join lot_event e on e.lot = m.lot and e.organisation_id = me and e.kind = 'shipped' and e.to_id is not null
      where m.scope = list and m.organisation_id = me group by 1, 2),
    state as materialized (
      select h.organisation_id, max(h.told_at) as told_at, case when bool_and(h.answered_at is not null) then max(h.answered_at) end as answered_at
      from recall_holder h where h.recall = of_recall group by 1),
    outrun as materialized (select s.organisation_id, s.lot from recall_standing(of_recall) s where s.stale)
    select d.to_id, r.product, r.unit, count(*), sum(d.quantity), max(s.told_at), max(s.answered_at),
      sum(case when a.lot is null then r.on_hand + r.outside + r.consumers + r.destroyed
        else a.found + a.outside + a.consumers + a.destroyed end),
      sum(coalesce(a.found + a.destroyed + a.recovered, 0)),
      bool_or(u.lot is not null)
    from delivery d join recall_line r on r.scope = list and r.organisation_id = d.to_id and r.lot = d.lot
    left join outrun u on u.organisation_id = d.to_id and u.lot = d.lot
    left join recall_answer a on a.recall = of_recall and a.organisation_id = d.to_id and a.lot = d.lot
    left join state s on s.organisation_id = d.to_id
    group by 1, 2, 3 order by 1, 2, 3;
end $$;

do $$
declare f text;
begin
  foreach f in array array['recall_account(uuid)', 'recall_progress(uuid)', 'recall_receivers(uuid)'] loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to sifang_app', f);
  end loop;
end $$;
