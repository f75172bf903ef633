-- Divisions of Jiangxi (GB/T 2260), product classes and the organisations of all parties.
create table region (
  code int primary key,
  name text not null,
  level text not null check (level in ('province', 'city', 'county')),
  parent int references region (code)
);
comment on table region is 'A division by its GB/T 2260 code; a scope is the range of codes below it.';

create table product_class (
  id text primary key,
  title text not null,
  "group" text not null,
  licence boolean not null,
  ccc boolean not null,
  mandatory_standard boolean not null,
  risk text not null check (risk in ('high', 'medium', 'low')),
  domains int not null
);
comment on table product_class is 'A class of products; domains is the bit mask of competent departments.';

create table organisation (
  id uuid primary key,
  kind text not null check (kind in ('enterprise', 'platform', 'market-regulator', 'industry-department',
    'customs', 'police', 'local-government', 'laboratory', 'association', 'operator')),
  name text not null check (length(name) between 2 and 120),
  credit_code text unique check (length(credit_code) = 18),
  region int not null references region (code),
  level text check (level in ('province', 'city', 'county')),
  business text check (business in ('producer', 'wholesale', 'retail')),
  headcount int check (headcount >= 0),
  revenue_yuan bigint check (revenue_yuan >= 0),
  address text not null default '',
  phone text not null default '',
  domains int not null,
  confirmed_on date,
  closed_on date,
  created_at timestamptz not null default now()
);
comment on table organisation is 'An organisation of any party; domains is the mask of departments competent for it (or that it is).';
comment on column organisation.confirmed_on is 'Day on which a regulator confirmed a registration by the enterprise itself; null until then.';
comment on column organisation.level is 'Level of government; null for enterprises and other bodies.';
create index organisation_by_region on organisation (region, kind);
create index organisation_by_name on organisation using gin (name gin_trgm_ops);

create table organisation_product (
  organisation_id uuid not null references organisation (id),
  class_id text not null references product_class (id),
  primary key (organisation_id, class_id)
);
create index organisation_product_by_class on organisation_product (class_id, organisation_id);
