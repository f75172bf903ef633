-- What a recall stopped stands still, but for what goes back, is destroyed or is corrected. Of that the recall keeps a note,
-- so that the plan does not find and write down again the hundreds of thousands of lines that the stop wrote, and that its
-- cockpit asks the graph about what has moved and not about everything.
create table recall_moved (
  recall uuid not null,
  lot bigint not null,
  counted boolean not null default false,
  loose boolean not null default false,
  primary key (recall, lot)
);
comment on table recall_moved is 'Lots of a recall of which something moved since it blocked them.';
comment on column recall_moved.counted is 'Whether the latest scope was counted after that.';
comment on column recall_moved.loose is 'Whether the recall let the lot go, so that its movements are noted no more.';
-- Nobody reads it but the functions below.
alter table recall_moved enable row level security;

-- Whoever moves a lot that a recall counts meanwhile writes its note after that, and is counted the next time.
create function note_recall_move() returns trigger
language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  moved bigint := case tg_op when 'DELETE' then old.lot else new.lot end;
begin
  if not exists (select from lot_block b where b.lot = moved) then return null; end if;
  insert into recall_moved (recall, lot) select b.cause, moved from lot_block b
    where b.lot = moved and exists (select from recall_scope s where s.recall = b.cause) order by 1
    on conflict (recall, lot) do update set counted = false;
  return null;
end $$;
create function note_recall_release() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into recall_moved (recall, lot, loose) select g.cause, g.lot, true from gone g
    where exists (select from recall_scope s where s.recall = g.cause) order by 1, 2
    on conflict (recall, lot) do update set loose = true;
  return null;
end $$;
revoke execute on function note_recall_move(), note_recall_release() from public;
create trigger lot_moved after insert or delete or update of got, used, shipped, returned, destroyed on holding
  for each row execute function note_recall_move();
create trigger lot_let_go after delete on lot_block referencing old table as gone
  for each statement execute function note_recall_release();
insert into recall_moved (recall, lot) select distinct r.recall, r.lot from recall_line r;

-- A check of two hundred thousand keys takes as long as all the rest. Blocks are written by functions alone, which take
-- lots from their table and hold them; a lot that is kept back stays there.
alter table lot_block drop constraint lot_block_lot_fkey;
create function keep_blocked_lot() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from gone g join lot_block b on b.lot = g.seq) then
    raise exception 'the lot is kept back' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
revoke execute on function keep_blocked_lot() from public;
create trigger blocked_lot_stays after delete on lot referencing old table as gone
  for each statement execute function keep_blocked_lot();
create or replace function block_lots(asked uuid[], because uuid, entry uuid, now timestamptz)
returns text language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from unnest(asked) a (id) left join lot l on l.id = a.id
      where l.seq is null or not may_block(l.seq, because)) then
    return 'unknown';
  end if;
  insert into lot_block (lot, cause, entry_id, at)
    select l.seq, because, entry, now from lot l where l.id = any (asked) for key share on conflict do nothing;
  return null;
end $$;

alter table recall_scope add column same_as uuid;
comment on column recall_scope.same_as is 'An earlier scope of the recall that found the same: its lines are not written again.';

-- The scope whose lines are those of the latest one.
create function recall_list(of_recall uuid) returns uuid
language sql stable set search_path = public, pg_temp as $$
  select coalesce(s.same_as, s.entry_id) from recall_scope s where s.recall = of_recall order by s.at desc limit 1
$$;
-- Whether the list of a scope is still what would be found: begun with the same lots, of which nothing moved since.
create function recall_is_still(last recall_scope, begun bigint[]) returns boolean
language sql stable set search_path = public, pg_temp as $$
  select last.seeds = begun and not exists (select from recall_moved m where m.recall = last.recall and (m.loose or not m.counted))
$$;

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
    written as (insert into recall_line (scope, organisation_id, lot, recall, lot_id, unit, tier, is_new, got, used, passed,
        outside, consumers, returned, destroyed, on_hand)
      select entry, r.organisation_id, r.lot, of_recall, r.id, r.unit, r.tier, not exists (select from recall_line b
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
      select r.organisation_id, r.lot, r.lot_id as id, r.unit, r.tier, r.got, r.used, r.passed, r.outside, r.consumers, r.returned,
        r.destroyed, r.on_hand from recall_line r where r.scope = still
      union all
      select * from recall_lines(begun, array(select c.lot from lot_closure(begun, true) c)) where still is null),
    tiers as (select r.tier, r.unit, count(distinct r.organisation_id) as holders, count(distinct r.lot) as lots,
        sum(r.got) as got, sum(r.on_hand) as on_hand, sum(r.used) as used, sum(r.passed) as passed,
        sum(r.outside) as outside, sum(r.consumers) as consumers, sum(r.returned) as returned, sum(r.destroyed) as destroyed
      from lines r group by 1, 2)
  select jsonb_build_object(
    'hash', case when still is not null then last.hash else recall_hash((select string_agg(recall_line_text(r.id, r.organisation_id,
      r.tier, r.got, r.used, r.passed, r.outside, r.consumers, r.returned, r.destroyed, r.on_hand), E'\n' order by r.id, r.organisation_id)
      from lines r)) end,
    'lots', case when still is not null then last.lots else (select count(distinct r.lot) from lines r) end,
    'holders', case when still is not null then last.holders else (select count(distinct r.organisation_id) from lines r) end,
    'tiers', coalesce((select jsonb_agg(jsonb_build_object('tier', t.tier, 'unit', t.unit, 'holders', t.holders, 'lots', t.lots,
      'got', trim_scale(t.got)::text, 'onHand', trim_scale(t.on_hand)::text, 'used', trim_scale(t.used)::text,
      'passed', trim_scale(t.passed)::text, 'outside', trim_scale(t.outside)::text, 'consumers', trim_scale(t.consumers)::text,
      'returned', trim_scale(t.returned)::text, 'destroyed', trim_scale(t.destroyed)::text) order by t.tier, t.unit) from tiers t), '[]')) into found;
  return found;
end $$;

-- The lots of the latest scope at their holders, beside what was answered. Of what never moved the list itself says how it
-- stands, and an answer agreed with it; what moved, or was let go, is asked of the graph. What lies sealed is what the
-- holder found, as long as its answer holds; else what is left.
create or replace function recall_standing(of_recall uuid) returns table (organisation_id uuid, lot bigint, unit text, stale boolean,
  kept numeric)
language plpgsql stable set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  list uuid := recall_list(of_recall);
begin
  return query
    select r.organisation_id, r.lot, r.unit, false, case when a.lot is null then r.on_hand else least(a.found, r.on_hand) end
    from recall_line r left join recall_answer a on a.recall = of_recall and a.organisation_id = r.organisation_id and a.lot = r.lot
    where r.scope = list and r.on_hand > 0
      and not exists (select from recall_moved m where m.recall = of_recall and m.lot = r.lot);
  return query
    with moved as materialized (select r.* from recall_line r where r.scope = list
        and exists (select from recall_moved m where m.recall = of_recall and m.lot = r.lot)),
      sold as materialized (select e.organisation_id as seller, e.lot as of_lot, sum(e.quantity) as quantity
        from moved r join lot_event e on e.lot = r.lot and e.organisation_id = r.organisation_id and e.kind = 'shipped' and e.to_id is null
        group by 1, 2)
    select r.organisation_id, r.lot, r.unit, n.moved, case when b.lot is null then 0 when a.lot is null or n.moved then n.left_over
      else least(a.found, n.left_over) end
    from moved r join holding h on h.lot = r.lot and h.organisation_id = r.organisation_id
    left join recall_answer a on a.recall = of_recall and a.organisation_id = r.organisation_id and a.lot = r.lot
    left join sold o on o.seller = r.organisation_id and o.of_lot = r.lot
    left join lot_block b on b.lot = r.lot and b.cause = of_recall
    cross join lateral (select answer_is_stale(a, h, coalesce(o.quantity, 0)) as moved,
      h.got - h.used - h.shipped - h.returned - h.destroyed as left_over) n;
end $$;

create or replace function recall_progress(of_recall uuid) returns table (tier int, unit text, holders bigint, told bigint,
  answered bigint, lots bigint, got numeric, placed numeric, secured numeric, found numeric, destroyed numeric,
  outside numeric, consumers numeric, recovered numeric)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  list uuid := recall_list(of_recall);
begin
  if not (oversees_recall(of_recall) or produces_for_recall(of_recall)) then return; end if;
  return query
    with state as materialized (
      select h.organisation_id, bool_and(h.notice is not null) as told, bool_and(h.answered_at is not null) as answered
      from recall_holder h where h.recall = of_recall group by 1)
    select r.tier, r.unit, count(distinct r.organisation_id), count(distinct r.organisation_id) filter (where s.told),
      count(distinct r.organisation_id) filter (where s.answered), count(distinct r.lot), sum(r.got),
      sum(case when a.lot is null then r.on_hand + r.outside + r.consumers + r.destroyed
        else a.found + a.outside + a.consumers + a.destroyed end),
      sum(coalesce(a.found + a.destroyed + a.recovered, 0)), sum(coalesce(a.found, 0)), sum(coalesce(a.destroyed, 0)),
      sum(coalesce(a.outside, r.outside)), sum(coalesce(a.consumers, r.consumers)), sum(coalesce(a.recovered, 0))
    from recall_line r
    left join recall_answer a on a.recall = of_recall and a.organisation_id = r.organisation_id and a.lot = r.lot
    left join state s on s.organisation_id = r.organisation_id
    where r.scope = list group by 1, 2 order by 1, 2;
end $$;

create or replace function recall_receivers(of_recall uuid) returns table (organisation_id uuid, unit text, lots bigint, delivered numeric,
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
    select d.to_id, r.unit, count(*), sum(d.quantity), max(s.told_at), max(s.answered_at),
      sum(case when a.lot is null then r.on_hand + r.outside + r.consumers + r.destroyed
        else a.found + a.outside + a.consumers + a.destroyed end),
      sum(coalesce(a.found + a.destroyed + a.recovered, 0)),
      bool_or(u.lot is not null)
    from delivery d join recall_line r on r.scope = list and r.organisation_id = d.to_id and r.lot = d.lot
    left join outrun u on u.organisation_id = d.to_id and u.lot = d.lot
    left join recall_answer a on a.recall = of_recall and a.organisation_id = d.to_id and a.lot = d.lot
    left join state s on s.organisation_id = d.to_id
    group by 1, 2 order by 1, 2;
end $$;
