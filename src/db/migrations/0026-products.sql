-- The register of standards: public, kept by the province. What later standards did to one is written beside it, so that
-- lists find what has lapsed without looking through all others.
create table standard (
  number text primary key,
  title text not null,
  level text not null check (level in ('national', 'industry', 'local', 'group')),
  nature text not null check (nature in ('mandatory', 'recommended', 'guiding')),
  published_on date,
  from_day date not null,
  abolished_on date,
  replaces text[] not null,
  classes text[] not null,
  replaced_by text[] not null default '{}',
  lapses_on date,
  entry_id uuid not null
);
comment on table standard is 'A standard of the register, as its latest record has it.';
comment on column standard.from_day is 'Day of implementation.';
comment on column standard.replaces is 'Numbers of the standards that it takes the place of.';
comment on column standard.classes is 'Product classes that it covers.';
comment on column standard.replaced_by is 'Numbers of the standards that take its place; follows from their rows.';
comment on column standard.lapses_on is 'First day on which it is no longer good: a successor holds, or it is abolished.';
create index standard_by_replaced on standard using gin (replaces);
create index standard_by_class on standard using gin (classes);
create index standard_by_title on standard using gin (title gin_trgm_ops);
create index standard_by_lapse on standard (lapses_on);

-- Kinds of products that nobody may make any more; the latest edition is the list.
create table eliminated_kind (
  entry_id uuid not null,
  line int not null,
  listed_at timestamptz not null,
  word text not null,
  class_id text references product_class (id),
  from_day date not null,
  source text not null,
  primary key (entry_id, line)
);
comment on table eliminated_kind is 'A kind of products that may not be made, by the edition of the list that names it.';
create index eliminated_kind_by_time on eliminated_kind (listed_at desc);

-- Products, projected from the acts of their files: rebuilt from entries, never the truth.
create table product (
  proceeding_id uuid primary key references proceeding (id),
  organisation_id uuid not null references organisation (id),
  region int not null,
  domains int not null,
  procedure text not null,
  name text not null,
  model text not null,
  brand text not null,
  class_id text not null,
  origin text not null,
  code text not null,
  standards text[] not null,
  own text not null,
  inapplicable text[] not null,
  mode text not null,
  declared_on date,
  declared text[],
  label_on date,
  label_passed boolean,
  state text not null,
  since date not null,
  supplied boolean not null,
  rests boolean not null
);
comment on table product is 'A product as the acts of its file give it.';
comment on column product.own is 'Number of the enterprise''s own standard; empty where it executes none.';
comment on column product.declared is 'Every standard that was declared to the public, the own one last.';
comment on column product.rests is 'Whether it is made no more.';
create index product_by_organisation on product (organisation_id, name);
create index product_by_name on product (rests, name, proceeding_id);
create index product_by_region on product (region, rests, name, proceeding_id);
create index product_by_standard on product using gin (standards);
create index product_by_class on product (class_id);

create function may_set_standards() returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return exists (select from organisation o where o.id = my_organisation() and o.kind = 'market-regulator'
    and o.level = 'province') and my_posts()::text[] && array['leader', 'administrator'];
end $$;

-- Tells every enterprise whose products a change of the register touches, however many, in one statement: a row names the
-- standard that lapses, or the classes that a new mandatory one covers. Whoever set the change sees none of them.
create function tell_citing(changes jsonb, told_by uuid, told_at timestamptz) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare told int;
begin
  if not may_set_standards() then raise insufficient_privilege using message = 'only the keeper of the register tells'; end if;
  insert into notification (id, organisation_id, title, proceeding_id, entry_id, once, at)
  select gen_random_uuid(), t.organisation_id, t.title || '（涉及' || t.products || '种产品）',
    case when t.products = 1 then t.first end, told_by, 'standard:' || told_by || ':' || t.key || ':' || t.organisation_id, told_at
  from (select h.organisation_id, h.key, h.title, count(*) as products, min(h.proceeding_id::text)::uuid as first
    from (
      -- Each by its own index: one condition with "or" would look at every product for every change.
      select p.organisation_id, p.proceeding_id, c.key, c.title
      from jsonb_to_recordset(changes) as c (key text, lapsing text, title text)
      join product p on p.standards @> array[c.lapsing] and not p.rests
      union all
      select p.organisation_id, p.proceeding_id, c.key, c.title
      from jsonb_to_recordset(changes) as c (key text, number text, classes text[], title text)
      join product p on p.class_id = any (c.classes) and not p.standards @> array[c.number] and not p.rests) h
    group by 1, 2, 3) t
  on conflict (once) do nothing;
  get diagnostics told = row_count;
  return told;
end $$;

-- How many products of the reader's own scope cite each of some standards; by the index, which row security would not use.
create function citing_products(numbers text[]) returns table (number text, products int)
language sql stable security definer set search_path = public, pg_temp as $$
  select n.number, count(*)::int from unnest(numbers) as n (number) join product p on p.standards @> array[n.number]
  where not p.rests and my_account() is not null and (p.organisation_id = my_organisation()
    or (p.region between my_region_lo() and my_region_hi() and p.domains & my_domains() <> 0))
  group by 1
$$;
revoke execute on function may_set_standards(), tell_citing(jsonb, uuid, timestamptz), citing_products(text[]) from public;
grant execute on function may_set_standards(), tell_citing(jsonb, uuid, timestamptz), citing_products(text[]) to sifang_app;

alter table standard enable row level security;
alter table eliminated_kind enable row level security;
alter table product enable row level security;

grant select on standard, eliminated_kind to sifang_app, sifang_public, sifang_sweep, sifang_audit;
grant insert, update on standard to sifang_app;
grant insert on eliminated_kind to sifang_app;
create policy everybody on standard for select using (true);
create policy everybody on eliminated_kind for select using (true);
create policy province on standard for insert to sifang_app with check ((select may_set_standards()));
create policy province_update on standard for update to sifang_app using ((select may_set_standards()));
create policy province on eliminated_kind for insert to sifang_app with check ((select may_set_standards()));

grant select, insert, update on product to sifang_app;
create policy own_or_scope on product for select to sifang_app using (organisation_id = (select my_organisation())
  or (region between (select my_region_lo()) and (select my_region_hi()) and domains & (select my_domains()) <> 0));
create policy by_proceeding on product for insert to sifang_app with check (sees_proceeding(proceeding_id));
create policy by_proceeding_update on product for update to sifang_app using (sees_proceeding(proceeding_id));
-- A declaration that was taken back stays readable with the day and the reason: what was declared can be traced.
create policy declarations on publication for select to sifang_public using (kind = 'standard-declaration');
grant select on product to sifang_sweep, sifang_audit;
create policy rules on product for select to sifang_sweep, sifang_audit using (true);
