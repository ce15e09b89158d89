-- Bulletins (信息直呈), who let them out, and what became of every delivery. Nothing classified may stand here: what people
-- type is judged before it is stored, and the checks below refuse a label above WORK_SECRET.

-- The leaders whom bulletins go to, by name.
create table recipient (
  id      uuid primary key default uuidv7(),
  unit    text not null,
  ordinal integer not null,                       -- order on screens: by rank
  name    text not null,
  post    text not null,
  mobile  text,
  wecom   text,                                   -- WeCom userid
  active  boolean not null default true,
  unique (unit, name),
  constraint can_be_reached check (mobile is not null or wecom is not null)
);

create table bulletin (
  id          uuid primary key default uuidv7(),
  unit        text not null,
  kind        text not null default 'DIRECT' check (kind = 'DIRECT'),
  state       text not null default 'DRAFT' check (state in ('DRAFT', 'IN_REVIEW', 'REVIEWED', 'SIGNED')),
  title       text not null,
  body        text not null,                      -- WeCom edition's words
  sms         text not null,                      -- SMS edition's words
  contentless boolean not null default false,     -- says only: call the duty office back, item number so-and-so
  own_sensitivity text not null,                  -- of its own words
  own_urgency text not null,
  sensitivity text not null check (sensitivity in ('PUBLIC', 'WORK_SECRET')), -- joined with its sources', as last stored
  urgency     text not null,
  rules       text[] not null,                    -- public evidence of its own words
  policy      text not null,                      -- digest of the policy that judged them
  salt        bytea not null,                     -- of the commitments in the ledger
  drafter     uuid not null references person (id),
  created_at  timestamptz not null,
  changed_at  timestamptz not null,
  year        integer,                            -- 期号, given when it is signed
  number      integer,
  signed_at   timestamptz,
  purged_at   timestamptz,                        -- its words were taken away: a source was raised; null again once rewritten
  version     integer not null default 0,
  unique (unit, kind, year, number),
  constraint signed_has_a_number check ((state = 'SIGNED') = (number is not null and year is not null and signed_at is not null))
);
create index bulletin_changed on bulletin (unit, changed_at);

-- Everybody who wrote words of a bulletin: none of them may review or sign it.
create table bulletin_writer (
  bulletin_id uuid not null references bulletin (id),
  person      uuid not null references person (id),
  primary key (bulletin_id, person)
);

create table bulletin_source (
  bulletin_id uuid not null references bulletin (id),
  arrival_id  text not null references item (arrival_id),
  primary key (bulletin_id, arrival_id)
);
create index bulletin_source_item on bulletin_source (arrival_id);

create table bulletin_recipient (
  bulletin_id uuid not null references bulletin (id),
  recipient   uuid not null references recipient (id),
  primary key (bulletin_id, recipient)
);

-- What people did. Holds for the version it names: editing makes a new one and needs new approvals.
create table approval (
  bulletin_id uuid not null references bulletin (id),
  version     integer not null,
  act         text not null check (act in ('SUBMITTED', 'REVIEWED', 'RETURNED', 'SIGNED')),
  person      uuid not null references person (id),
  at          timestamptz not null,
  primary key (bulletin_id, version, act)
);

create table issue_counter (
  unit text not null,
  kind text not null,
  year integer not null,
  last integer not null,
  primary key (unit, kind, year)
);

create table release (
  id          uuid primary key default uuidv7(),
  bulletin_id uuid not null references bulletin (id),
  unit        text not null,
  made_at     timestamptz not null,
  made_by     uuid not null references person (id),
  expires_at  timestamptz not null,
  sandbox     boolean not null,
  replaces    uuid references release (id)        -- 重发 of some of its deliveries
);
create index release_bulletin on release (bulletin_id);

-- The signed statement for each outlet: what may be sent again, word for word.
create table release_statement (
  release_id uuid not null references release (id),
  outlet     text not null,
  statement  bytea not null,
  primary key (release_id, outlet)
);

create table delivery (
  release_id uuid not null,
  outlet     text not null,
  recipient  uuid not null references recipient (id),
  state      text not null default 'QUEUED'
             check (state in ('QUEUED', 'SENDING', 'ACCEPTED', 'DELIVERED', 'FAILED', 'UNKNOWN')),
  attempt    integer not null default 0,
  code       text,                                -- the provider's, or a word of ours
  queued_at  timestamptz not null,
  changed_at timestamptz not null,
  segments   integer not null default 0,
  resent_as  uuid references release (id),
  primary key (release_id, outlet, recipient),
  foreign key (release_id, outlet) references release_statement (release_id, outlet)
);

create index delivery_state on delivery (outlet, state, changed_at); -- how the ways out are, on the channels' page

create table delivery_segment (
  release_id  uuid not null,
  outlet      text not null,
  recipient   uuid not null,
  attempt     integer not null,
  ordinal     integer not null,
  provider_id text not null,
  primary key (release_id, outlet, recipient, attempt, ordinal),
  foreign key (release_id, outlet, recipient) references delivery (release_id, outlet, recipient)
);
create index delivery_segment_provider on delivery_segment (outlet, provider_id);

-- Receipts as they came; no foreign key, for one may come before its send was recorded.
create table delivery_receipt (
  outlet      text not null,
  provider_id text not null,
  stat        text not null,
  at          timestamptz not null,
  primary key (outlet, provider_id, stat)
);

-- What waits for the broker. The payload is sealed, and wiped when the broker has it.
create table outbox (
  id         uuid primary key default uuidv7(),
  address    text not null,
  ref        text not null,                       -- release/outlet: one waiting row for each is enough; an envelope's digest
  item       text,                                -- the raised item whose envelope this is; null for a release
  payload    bytea,
  created_at timestamptz not null,
  due_at     timestamptz not null,
  sent_at    timestamptz,
  stuck_at   timestamptz,                         -- an envelope that its line does not take: its certificates changed
  constraint waiting_has_a_payload check ((sent_at is null) = (payload is not null))
);
create index outbox_waiting on outbox (due_at) where sent_at is null;
