-- Channel health: counts rolled up by hour, gaps between messages as histograms, probes of our own (docs/adr/0020-channel-health.md).

-- A message that was recognised, after it was judged, as a probe of ours: it keeps its number and its place in the account.
alter table item add column drill boolean not null default false;
drop index item_unfinished;
-- The words are those of org.sanwei.gateway.desk.Filter, or the index is not used.
create index item_unfinished on item (unit, year, number) where
  (not drill and (outcome is null or (outcome = 'OPEN' and state <> 'CLOSED') or (outcome <> 'OPEN' and not receipted)));
create index item_waiting on item (unit, channel, received_at) where outcome is null;

-- One row a channel. Totals only grow; probes count as drills and as nothing else.
create table channel_state (
  unit       text not null,
  channel    text not null,
  since      timestamptz not null,                -- watched from then on
  last_at    timestamptz,                         -- reception of the newest message
  deaf_ms    bigint not null default 0,           -- of the time since then: nobody was listening, or the clock was set
  open       bigint not null default 0,
  held       bigint not null default 0,
  classified bigint not null default 0,
  spilled    bigint not null default 0,
  duplicates bigint not null default 0,
  drills     bigint not null default 0,
  errors     bigint not null default 0,
  error_at   timestamptz,
  error_what text,                                -- a stable word of ours, never a text of somebody else's
  error_where text,
  alarm_at   timestamptz,                         -- since when it is known to be silent too long
  alarm_seen timestamptz,                         -- its newest message then; the epoch: none had come
  alarm_limit_ms bigint,
  primary key (unit, channel)
);

create table channel_hour (
  unit       text not null,
  channel    text not null,
  hour       timestamptz not null,                -- its beginning
  open       integer not null default 0,
  held       integer not null default 0,
  classified integer not null default 0,
  spilled    integer not null default 0,
  duplicates integer not null default 0,
  errors     integer not null default 0,
  primary key (unit, channel, hour)
);

-- How often a gap of this length touched this hour of the day. Bounded by 28 days, 24 hours and the buckets of GapHistogram.
create table channel_gap (
  unit    text not null,
  channel text not null,
  day     date not null,                          -- trade day on which the gap ended
  hour    smallint not null,                      -- of the trade day, 0 to 23
  bucket  smallint not null,
  gaps    integer not null,
  primary key (unit, channel, hour, day, bucket)
);

-- When the watch last looked; what is missing between two looks was not heard.
create table channel_watch (
  unit      text primary key,
  looked_at timestamptz not null
);

create table probe (
  id         uuid primary key default uuidv7(),
  run        uuid not null,
  unit       text not null,
  channel    text not null,
  marked     boolean not null,
  digest     text,                                -- SM3 of the words that we wrote; null: nothing was to be sent
  file       text,                                -- SM3 of the file that we wrote, or null
  words      text,                                -- what we wrote, for telling it from what others write
  state      text not null check (state in ('MADE', 'SENT', 'ARRIVED', 'ELSEWHERE', 'FAILED', 'LOST', 'UNKNOWN', 'UNPROVABLE')),
  reason     text not null default '',            -- a stable word
  issued_at  timestamptz not null,
  expires_at timestamptz not null,
  arrived_at timestamptz,
  arrival_id text,
  envelope   text,
  line       text,                                -- where the envelope lies until it is taken off
  cleared_at timestamptz
);
create index probe_latest on probe (unit, channel, marked, issued_at);
create index probe_under_way on probe (unit, issued_at) where state in ('MADE', 'SENT');
create index probe_lying on probe (unit) where envelope is not null and cleared_at is null;

create table probe_day (
  unit    text not null,
  channel text not null,
  day     date not null,                          -- the channel's daily probes of this day were begun
  primary key (unit, day, channel)
);
