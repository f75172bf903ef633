-- One row per organisation, duty and month; each bit is the period that starts on that day of the month.
create table duty_month (
  organisation_id uuid not null references organisation (id),
  duty text not null,
  month date not null check (extract(day from month) = 1),
  region int not null,
  domains int not null,
  expected int not null default 0,
  done int not null default 0,
  late int not null default 0,
  finding int not null default 0,
  idle int not null default 0,
  primary key (organisation_id, duty, month)
) with (fillfactor = 80);
comment on table duty_month is 'Bit maps of a recurring duty; what is expected and not done is missing, no row says so.';
create index duty_month_by_month on duty_month (month, region, duty)
  include (domains, expected, done, late, finding, idle);

create function bits(mask int) returns int language sql immutable parallel safe as
  $$ select bit_count(mask::bit(32))::int $$;

-- Months that are over, summed by county and domain mask; late records of such months are added by the trigger.
create table duty_summary (
  month date not null,
  region int not null,
  duty text not null,
  domains int not null,
  organisations int not null,
  expected bigint not null,
  done bigint not null,
  missing bigint not null,
  late bigint not null,
  finding bigint not null,
  idle bigint not null,
  primary key (month, region, duty, domains)
);
comment on table duty_summary is 'Closed months of duty_month, summed; the board adds the open month to it.';

create table duty_closed_month (month date primary key, closed_at timestamptz not null);
comment on table duty_closed_month is 'Months whose sums stand in duty_summary.';

create function adjust_duty_summary() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from duty_closed_month c where c.month = new.month) then
    insert into duty_summary as s
      values (new.month, new.region, new.duty, new.domains, case when tg_op = 'INSERT' then 1 else 0 end,
        bits(new.expected) - coalesce(bits(old.expected), 0), bits(new.done) - coalesce(bits(old.done), 0),
        bits(new.expected & ~new.done) - coalesce(bits(old.expected & ~old.done), 0),
        bits(new.late) - coalesce(bits(old.late), 0), bits(new.finding) - coalesce(bits(old.finding), 0),
        bits(new.idle) - coalesce(bits(old.idle), 0))
    on conflict (month, region, duty, domains) do update set
      organisations = s.organisations + excluded.organisations, expected = s.expected + excluded.expected,
      done = s.done + excluded.done, missing = s.missing + excluded.missing, late = s.late + excluded.late,
      finding = s.finding + excluded.finding, idle = s.idle + excluded.idle;
  end if;
  return null;
end $$;
-- Asks the table of closed months and no clock: the application's time is not the server's.
create trigger duty_month_changed after insert or update on duty_month
  for each row execute function adjust_duty_summary();

-- Sums a month once, when its last weeks have ended too; later changes come through the trigger.
create function close_duty_month(closing date) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- Writers of that month wait here or see it closed: the lock orders them against the sum.
  lock table duty_month in share row exclusive mode;
  insert into duty_closed_month values (closing, now()) on conflict do nothing;
  if not found then return false; end if;
  insert into duty_summary
    select month, region, duty, domains, count(*), sum(bits(expected)), sum(bits(done)),
      sum(bits(expected & ~done)), sum(bits(late)),
      sum(bits(finding)), sum(bits(idle))
    from duty_month where month = closing group by month, region, duty, domains;
  return true;
end $$;
