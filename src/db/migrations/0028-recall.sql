-- Recalls over the graph of lots: the scope that an act stopped or froze, whom it is told, what each holder answered.
-- Projected from what entries did (effect `recall`); the notices themselves are proceedings.
create table recall_scope (
  entry_id uuid primary key,
  recall uuid not null references proceeding (id),
  frozen boolean not null,
  hash text not null,
  seeds bigint[] not null,
  lots int not null,
  holders int not null,
  at timestamptz not null
);
comment on table recall_scope is 'What an act of a recall found the named lots to have gone into; a frozen one stands in the plan.';
comment on column recall_scope.hash is 'SHA-256 of the list, `sha256:` and 64 hexadecimal digits; the list is made again from the lines.';
comment on column recall_scope.seeds is 'The lots with the defect, those of earlier acts of the recall included.';
create index recall_scope_by_recall on recall_scope (recall, at desc);

create table recall_line (
  scope uuid not null,
  organisation_id uuid not null,
  lot bigint not null,
  recall uuid not null,
  lot_id uuid not null,
  unit text not null,
  tier int not null,
  is_new boolean not null,
  got numeric(18, 4) not null,
  used numeric(18, 4) not null,
  passed numeric(18, 4) not null,
  outside numeric(18, 4) not null,
  consumers numeric(18, 4) not null,
  returned numeric(18, 4) not null,
  destroyed numeric(18, 4) not null,
  on_hand numeric(18, 4) not null,
  primary key (scope, organisation_id, lot)
);
comment on table recall_line is 'A lot of the scope at a holder, as the graph stood at that moment.';
comment on column recall_line.tier is 'Steps of delivery from whoever made the lots with the defect.';
comment on column recall_line.is_new is 'Whether no earlier act of the recall had it in its scope: its holder has not been told of it yet.';
comment on column recall_line.passed is 'Sold on to organisations of the platform, which have lines of their own.';
comment on column recall_line.outside is 'Sold to buyers outside the platform, who are known by name.';

create table recall_holder (
  scope uuid not null references recall_scope (entry_id),
  organisation_id uuid not null,
  recall uuid not null,
  tier int not null,
  lots int not null,
  notice uuid,
  told_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  primary key (scope, organisation_id)
);
comment on table recall_holder is 'Somebody who has to be told of the new lines of a scope: the list of work that the platform goes through.';
comment on column recall_holder.notice is 'The proceeding that tells; null until the platform has come so far.';
create index recall_holder_untold on recall_holder (tier) where notice is null and ended_at is null;
create index recall_holder_by_notice on recall_holder (notice) where notice is not null;
create index recall_holder_by_recall on recall_holder (recall);

create table recall_answer (
  recall uuid not null,
  organisation_id uuid not null,
  lot bigint not null references lot (seq),
  entry_id uuid not null,
  got numeric(18, 4) not null,
  used numeric(18, 4) not null,
  passed numeric(18, 4) not null,
  found numeric(18, 4) not null,
  outside numeric(18, 4) not null,
  consumers numeric(18, 4) not null,
  returned numeric(18, 4) not null,
  destroyed numeric(18, 4) not null,
  recovered numeric(18, 4) not null,
  at timestamptz not null,
  primary key (recall, organisation_id, lot),
  constraint recall_answer_counts check
    (least(got, used, passed, found, outside, consumers, returned, destroyed, recovered) >= 0),
  constraint recall_answer_balances check
    (got = used + passed + found + outside + consumers + returned + destroyed and recovered <= outside + consumers)
);
comment on table recall_answer is 'What a holder last said of a lot; it balances with what the graph says that it got.';
comment on column recall_answer.recovered is 'Of what was sold outside: so much came back or was put right since.';

-- The regulators of a recall: the province's, and whom it delegated to.
create function oversees_recall(asked uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from organisation o where o.id = my_organisation() and o.kind = 'market-regulator'
    and (o.level = 'province' and sees_proceeding(asked)
      or exists (select from seat s where s.proceeding_id = asked and s.organisation_id = o.id and s.role in ('province', 'delegate'))));
end $$;
create function overseen_recalls() returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  if not exists (select from organisation o where o.id = my_organisation() and o.kind = 'market-regulator') then return; end if;
  return query select r.recall from (select distinct s.recall from recall_scope s) r where oversees_recall(r.recall);
end $$;
create function produces_for_recall(asked uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from proceeding p where p.id = asked and p.procedure = 'recall' and p.organisation_id = my_organisation());
end $$;

alter table recall_scope enable row level security;
alter table recall_line enable row level security;
alter table recall_holder enable row level security;
alter table recall_answer enable row level security;
grant select on recall_scope, recall_line, recall_holder, recall_answer to sifang_app;
-- How large a scope is, is known to whoever sees the recall; who is in it to the regulators of the case, to each holder
-- of itself, and to the office that sees the holder's lots anyway.
create policy by_recall on recall_scope for select to sifang_app using (sees_proceeding(recall));
create policy own_or_overseen on recall_line for select to sifang_app
  using (organisation_id = (select my_organisation()) or recall in (select overseen_recalls()) or is_in_scope(organisation_id));
create policy own_or_overseen on recall_holder for select to sifang_app
  using (organisation_id = (select my_organisation()) or recall in (select overseen_recalls()) or is_in_scope(organisation_id));
create policy own_or_overseen on recall_answer for select to sifang_app
  using (organisation_id = (select my_organisation()) or recall in (select overseen_recalls()) or is_in_scope(organisation_id));

-- The platform itself tells the holders, in nobody's name: whoever stopped the goods must not see them all.
grant select on lot, recall_scope, recall_line, recall_holder to sifang_sweep;
grant update (notice, told_at, ended_at) on recall_holder to sifang_sweep;
grant insert on proceeding, seat to sifang_sweep;
create policy by_platform on proceeding as restrictive for insert to sifang_sweep with check (opened_by = time_account());
create policy by_platform on seat as restrictive for insert to sifang_sweep
  with check (exists (select from proceeding p where p.id = proceeding_id and p.opened_by = time_account()));
create policy sweep_role on lot for select to sifang_sweep using (true);
create policy sweep_role on recall_scope for select to sifang_sweep using (true);
create policy sweep_role on recall_line for select to sifang_sweep using (true);
create policy sweep_role on recall_holder to sifang_sweep using (true) with check (true);
do $$
declare t text;
begin
  foreach t in array array['recall_scope','recall_line','recall_holder','recall_answer'] loop
    execute format('grant select on %I to sifang_audit', t);
    execute format('create policy rules on %I for select to sifang_audit using (true)', t);
  end loop;
end $$;

-- The lots that a recall begins from. The producer names what it made; of what it bought it names what it made of it,
-- because what others made of the same delivery is their affair and its maker's. Regulators of the case name any lot.
create function recall_seeds(of_recall uuid, asked uuid[]) returns bigint[]
language plpgsql stable set search_path = public, pg_temp as $$
declare
  me uuid := my_organisation();
  named bigint[];
  found bigint[];
begin
  select coalesce(array_agg(distinct l.seq), '{}') into named from unnest(asked) a (id) join lot l on l.id = a.id;
  if cardinality(named) <> (select count(distinct id) from unnest(asked) a (id)) then return null; end if;
  if oversees_recall(of_recall) then
    found := named;
  elsif produces_for_recall(of_recall) then
    if exists (select from unnest(named) n (lot) where not exists (select from holding h where h.organisation_id = me and h.lot = n.lot)) then
      return null;
    end if;
    select coalesce(array_agg(distinct seq), '{}') into found from (
      select h.lot as seq from holding h where h.organisation_id = me and h.lot = any (named) and h.own
      union all
      select p.child from lot_part p join holding h on h.lot = p.parent and h.organisation_id = me and not h.own
        where p.parent = any (named) and p.organisation_id = me) s;
  else
    return null;
  end if;
  return array(select distinct s from (select unnest(found) as s
    union all select unnest(r.seeds) from recall_scope r where r.recall = of_recall) every order by s);
end $$;

-- How many deliveries each holder of these lots is away from whoever made the first of them.
create function recall_tiers(seeds bigint[], lots bigint[]) returns table (organisation_id uuid, tier int)
language plpgsql stable set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  givers uuid[];
  takers uuid[];
  front uuid[];
  seen uuid[];
  level int := 0;
begin
  select array_agg(d.organisation_id), array_agg(d.to_id) into givers, takers from (
    select distinct e.organisation_id, e.to_id from unnest(lots) l (lot) join lot_event e on e.lot = l.lot
    where e.kind = 'shipped' and e.to_id is not null) d;
  select array_agg(distinct l.organisation_id) into front from lot l where l.seq = any (seeds);
  seen := front;
  while coalesce(array_length(front, 1), 0) > 0 loop
    return query select f, level from unnest(front) f;
    select array_agg(distinct d.taker) into front from unnest(givers, takers) d (giver, taker)
      where d.giver = any (front) and not d.taker = any (seen);
    seen := seen || front;
    level := level + 1;
  end loop;
end $$;

-- Every holder of every lot that the seeds went into, with what became of it there.
create function recall_lines(seeds bigint[], lots bigint[]) returns table (organisation_id uuid, lot bigint, id uuid, unit text, tier int,
  got numeric, used numeric, passed numeric, outside numeric, consumers numeric, returned numeric, destroyed numeric,
  on_hand numeric)
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
    select h.organisation_id, h.lot, l.id, l.unit, coalesce(t.tier, 0), h.got, h.used,
      h.shipped - coalesce(o.outside, 0) - coalesce(o.consumers, 0), coalesce(o.outside, 0), coalesce(o.consumers, 0),
      h.returned, h.destroyed, h.got - h.used - h.shipped - h.returned - h.destroyed
    from unnest(lots) s (lot) join lot l on l.seq = s.lot join holding h on h.lot = s.lot and h.got > 0
    left join sold o on o.seller = h.organisation_id and o.of_lot = h.lot
    left join unnest(orgs, tiers) t (organisation_id, tier) on t.organisation_id = h.organisation_id;
end $$;

-- The list whose hash stands in the plan: a line for a lot at a holder, in the order of their ids.
create function recall_line_text(id uuid, holder uuid, tier int, got numeric, used numeric, passed numeric, outside numeric,
  consumers numeric, returned numeric, destroyed numeric, on_hand numeric) returns text
language sql stable parallel safe as $$
  select concat_ws(' ', id, holder, tier, trim_scale(got), trim_scale(used), trim_scale(passed), trim_scale(outside),
    trim_scale(consumers), trim_scale(returned), trim_scale(destroyed), trim_scale(on_hand))
$$;
create function recall_hash(list text) returns text language sql immutable parallel safe set search_path = public, pg_temp as $$
  select 'sha256:' || encode(sha256(convert_to('sifang-recall-scope/v1' || E'\n' || coalesce(list || E'\n', ''), 'UTF8')), 'hex')
$$;

-- Writes a scope down, blocks all that is in it and puts whoever has not been told on the list of work.
create function write_recall_scope(of_recall uuid, entry uuid, asked uuid[], claimed text, now timestamptz) returns text
language plpgsql set search_path = public, pg_temp set plan_cache_mode = force_custom_plan set work_mem = '64MB' as $$
declare
  begun bigint[] := recall_seeds(of_recall, asked);
  lots bigint[];
  moving bigint[];
  locked bigint[] := '{}';
  previous uuid;
  counted text;
begin
  if begun is null then return 'unknown'; end if;
  if cardinality(begun) = 0 then return 'nothing'; end if;
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
  -- The one before holds all that was in earlier ones, because what a recall began from is kept.
  select s.entry_id into previous from recall_scope s where s.recall = of_recall order by s.at desc limit 1;
  insert into recall_scope (entry_id, recall, frozen, hash, seeds, lots, holders, at)
    values (entry, of_recall, claimed is not null, '', begun, 0, 0, now);
  insert into recall_line (scope, organisation_id, lot, recall, lot_id, unit, tier, is_new, got, used, passed, outside, consumers, returned,
      destroyed, on_hand)
    select entry, r.organisation_id, r.lot, of_recall, r.id, r.unit, r.tier, not exists (select from recall_line b
        where b.scope = previous and b.organisation_id = r.organisation_id and b.lot = r.lot),
      r.got, r.used, r.passed, r.outside, r.consumers, r.returned, r.destroyed, r.on_hand
    from recall_lines(begun, lots) r;
  -- What reads it next must not take it for empty.
  analyze recall_line;
  counted := recall_hash((select string_agg(recall_line_text(r.lot_id, r.organisation_id, r.tier,
      r.got, r.used, r.passed, r.outside, r.consumers, r.returned, r.destroyed, r.on_hand), E'\n'
      order by r.lot_id, r.organisation_id) from recall_line r where r.scope = entry));
  if claimed is not null and claimed <> counted then return 'differs'; end if;
  insert into recall_holder (scope, organisation_id, recall, tier, lots)
    select entry, r.organisation_id, of_recall, min(r.tier), count(*) from recall_line r where r.scope = entry and r.is_new group by 2;
  update recall_scope s set hash = counted, lots = c.lots, holders = c.holders
    from (select count(distinct r.lot) as lots, count(distinct r.organisation_id) as holders from recall_line r where r.scope = entry) c
    where s.entry_id = entry;
  insert into lot_block (lot, cause, entry_id, at)
    select distinct r.lot, of_recall, entry, now from recall_line r where r.scope = entry and r.is_new on conflict do nothing;
  return null;
end $$;

-- A sale that was under way when the block came looked for it too early; it is done again and then refused.
create function lot_is_free() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from lot_block b where b.lot = case tg_table_name when 'lot_part' then (to_jsonb(new) ->> 'parent')::bigint
      else (to_jsonb(new) ->> 'lot')::bigint end) then
    raise exception 'the lot was blocked meanwhile' using errcode = 'serialization_failure';
  end if;
  return new;
end $$;
create trigger lot_is_free before insert on lot_part for each row execute function lot_is_free();
create trigger lot_is_free before insert on lot_event for each row when (new.kind = 'shipped') execute function lot_is_free();

-- The producer stops, or the order comes: everything that the named lots went into stands still at every holder.
create function stop_recall(of_recall uuid, entry uuid, asked uuid[], now timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return write_recall_scope(of_recall, entry, asked, null, now);
end $$;
-- The plan: refused where the list comes out otherwise than it was handed in.
create function freeze_recall(of_recall uuid, entry uuid, asked uuid[], claimed text, now timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  return write_recall_scope(of_recall, entry, asked, coalesce(claimed, ''), now);
end $$;

-- What the scope would be now: its hash and sums by tier and unit, nobody by name.
create function preview_recall(of_recall uuid, asked uuid[]) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  begun bigint[] := recall_seeds(of_recall, asked);
  found jsonb;
begin
  if begun is null then return null; end if;
  with lines as materialized (select * from recall_lines(begun, array(select c.lot from lot_closure(begun, true) c))),
    tiers as (select r.tier, r.unit, count(distinct r.organisation_id) as holders, count(distinct r.lot) as lots,
        sum(r.got) as got, sum(r.on_hand) as on_hand, sum(r.used) as used, sum(r.passed) as passed,
        sum(r.outside) as outside, sum(r.consumers) as consumers, sum(r.returned) as returned, sum(r.destroyed) as destroyed
      from lines r group by 1, 2)
  select jsonb_build_object(
    'hash', recall_hash((select string_agg(recall_line_text(r.id, r.organisation_id, r.tier,
      r.got, r.used, r.passed, r.outside, r.consumers, r.returned, r.destroyed, r.on_hand), E'\n' order by r.id, r.organisation_id) from lines r)),
    'lots', (select count(distinct r.lot) from lines r), 'holders', (select count(distinct r.organisation_id) from lines r),
    'tiers', coalesce((select jsonb_agg(jsonb_build_object('tier', t.tier, 'unit', t.unit, 'holders', t.holders, 'lots', t.lots,
      'got', trim_scale(t.got)::text, 'onHand', trim_scale(t.on_hand)::text, 'used', trim_scale(t.used)::text,
      'passed', trim_scale(t.passed)::text, 'outside', trim_scale(t.outside)::text, 'consumers', trim_scale(t.consumers)::text,
      'returned', trim_scale(t.returned)::text, 'destroyed', trim_scale(t.destroyed)::text) order by t.tier, t.unit) from tiers t), '[]')) into found;
  return found;
end $$;

-- How far a recall has come, by tier and unit. `placed` is what ended there: not used, not sold on within the platform.
-- `secured` of it is found, destroyed or came back; what nobody has answered for is open.
create function recall_progress(of_recall uuid) returns table (tier int, unit text, holders bigint, told bigint,
  answered bigint, lots bigint, got numeric, placed numeric, secured numeric, found numeric, destroyed numeric,
  outside numeric, consumers numeric, recovered numeric)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  latest uuid;
begin
  if not (oversees_recall(of_recall) or produces_for_recall(of_recall)) then return; end if;
  select s.entry_id into latest from recall_scope s where s.recall = of_recall order by s.at desc limit 1;
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
    where r.scope = latest group by 1, 2 order by 1, 2;
end $$;

-- The producer's direct receivers, of the lots that it delivered to them: one step and no more.
create function recall_receivers(of_recall uuid) returns table (organisation_id uuid, unit text, lots bigint, delivered numeric,
  told_at timestamptz, answered_at timestamptz, placed numeric, secured numeric)
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
      from recall_holder h where h.recall = of_recall group by 1)
    select d.to_id, r.unit, count(*), sum(d.quantity), max(s.told_at), max(s.answered_at),
      sum(case when a.lot is null then r.on_hand + r.outside + r.consumers + r.destroyed
        else a.found + a.outside + a.consumers + a.destroyed end),
      sum(coalesce(a.found + a.destroyed + a.recovered, 0))
    from delivery d join recall_line r on r.scope = latest and r.organisation_id = d.to_id and r.lot = d.lot
    left join recall_answer a on a.recall = of_recall and a.organisation_id = d.to_id and a.lot = d.lot
    left join state s on s.organisation_id = d.to_id
    group by 1, 2 order by 1, 2;
end $$;

-- A holder's answer for lots of its notice; the sums are checked by the act's rule and by the table.
create function answer_recall(of_notice uuid, entry uuid, answers jsonb, whole boolean, now timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me uuid := my_organisation();
  told recall_holder;
begin
  select * into told from recall_holder h where h.notice = of_notice for update;
  if told is null or told.organisation_id is distinct from me then return 'unknown'; end if;
  if exists (select from jsonb_to_recordset(answers) as a (lot uuid) left join lot l on l.id = a.lot
      left join recall_line r on r.scope = told.scope and r.organisation_id = me and r.lot = l.seq and r.is_new where r.lot is null) then
    return 'unknown';
  end if;
  insert into recall_answer (recall, organisation_id, lot, entry_id, got, used, passed, found, outside, consumers, returned, destroyed, recovered, at)
    select told.recall, me, l.seq, entry, a.got, a.used, a.passed, a.found, a.outside, a.consumers, a.returned, a.destroyed, a.recovered, now
    from jsonb_to_recordset(answers) as a (lot uuid, got numeric, used numeric, passed numeric, found numeric, outside numeric,
      consumers numeric, returned numeric, destroyed numeric, recovered numeric) join lot l on l.id = a.lot
    on conflict (recall, organisation_id, lot) do update set entry_id = excluded.entry_id, got = excluded.got, used = excluded.used,
      passed = excluded.passed, found = excluded.found, outside = excluded.outside, consumers = excluded.consumers,
      returned = excluded.returned, destroyed = excluded.destroyed, recovered = excluded.recovered, at = excluded.at;
  update recall_holder h set answered_at = now where h.notice = of_notice and h.answered_at is null
    and not exists (select from recall_line r where r.scope = h.scope and r.organisation_id = me and r.is_new
      and not exists (select from recall_answer a where a.recall = h.recall and a.organisation_id = me and a.lot = r.lot));
  if whole and exists (select from recall_holder h where h.notice = of_notice and h.answered_at is null) then return 'incomplete'; end if;
  return null;
exception when check_violation then
  return 'unbalanced';
end $$;

-- How many holders have not answered for all of their lots; null for whom it is no affair of.
create function silent_holders(of_recall uuid) returns bigint
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not (oversees_recall(of_recall) or produces_for_recall(of_recall)) then return null; end if;
  return (select count(distinct h.organisation_id) from recall_holder h where h.recall = of_recall and h.answered_at is null);
end $$;

-- The defect of these lots is gone: they may be sold again everywhere.
create function release_recall(of_recall uuid, asked uuid[]) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not (oversees_recall(of_recall) or produces_for_recall(of_recall)) then return 'unknown'; end if;
  if exists (select from unnest(asked) a (id) left join lot l on l.id = a.id
      left join lot_block b on b.lot = l.seq and b.cause = of_recall where b.lot is null) then
    return 'unknown';
  end if;
  delete from lot_block b using lot l where l.seq = b.lot and l.id = any (asked) and b.cause = of_recall;
  return null;
end $$;

-- A recall ends. Where there was no defect everything is free. Else what is still there and was not put right stays
-- blocked: it must not be sold (Order 19, 20), only sent back or destroyed.
create function end_recall(of_recall uuid, defective boolean, now timestamptz) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not oversees_recall(of_recall) then return 'unknown'; end if;
  delete from lot_block b where b.cause = of_recall and not (defective and exists (select from holding h
    where h.lot = b.lot and h.got > h.used + h.shipped + h.returned + h.destroyed));
  update recall_holder h set ended_at = now where h.recall = of_recall and h.ended_at is null;
  return null;
end $$;

do $$
declare f text;
begin
  foreach f in array array['oversees_recall(uuid)', 'overseen_recalls()', 'produces_for_recall(uuid)',
    'stop_recall(uuid,uuid,uuid[],timestamptz)', 'freeze_recall(uuid,uuid,uuid[],text,timestamptz)',
    'preview_recall(uuid,uuid[])', 'recall_progress(uuid)', 'recall_receivers(uuid)',
    'answer_recall(uuid,uuid,jsonb,boolean,timestamptz)', 'silent_holders(uuid)', 'release_recall(uuid,uuid[])', 'end_recall(uuid,boolean,timestamptz)'] loop
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to sifang_app', f);
  end loop;
  foreach f in array array['recall_seeds(uuid,uuid[])', 'recall_tiers(bigint[],bigint[])', 'recall_lines(bigint[],bigint[])',
    'write_recall_scope(uuid,uuid,uuid[],text,timestamptz)'] loop
    execute format('revoke execute on function %s from public', f);
  end loop;
end $$;
