-- The desk: people, the register of arrivals, open items with their text, the ledger.
-- All times are instants (UTC on the wire). docs/adr/0003-partitions.md says what is partitioned and why.

create table person (
  id       uuid primary key default uuidv7(),     -- the pseudonym in the ledger
  unit     text not null,
  login    text not null unique,
  name     text not null,
  role     text not null,                         -- one post a person: org.sanwei.gateway.people.Role
  password text not null,                         -- hashed, with the algorithm's name in front
  unique (unit, name)
);

-- Every time a source handed a message over. The reception's id is a UUIDv7: its first 48 bits are the time in
-- milliseconds, so months are ranges of the key itself and the key stays unique across them.
create table reception (
  reception   uuid primary key,
  arrival_id  text not null,
  unit        text not null,
  channel     text not null,
  kind        text not null,
  received_at timestamptz not null,
  size_bytes  integer not null,
  duplicate   boolean not null                    -- another reception of the same arrival was booked first
) partition by range (reception);
create table reception_other partition of reception default;
create index reception_received on reception (unit, received_at);
create index reception_arrival on reception (arrival_id);

-- The last number given (受理号): its row is locked until the transaction that took a number ends, so there are no gaps.
create table number_counter (
  unit text not null,
  year integer not null,
  last integer not null,
  primary key (unit, year)
);

-- One row an arrival, whatever became of it. What stands here for an item that is not OPEN may be read by anybody at the
-- desk (DESIGN: one number for every arrival); the checks below keep content out of such rows.
create table item (
  arrival_id      text primary key,
  unit            text not null,
  year            integer not null,               -- trade year of the reception
  number          integer not null,
  first_reception uuid not null,
  channel         text not null,
  kind            text not null,
  received_at     timestamptz not null,
  size_bytes      integer not null,
  outcome         text check (outcome in ('OPEN', 'HELD', 'CLASSIFIED', 'SPILL')), -- null: waiting to be judged
  settled_at      timestamptz,
  reason          text,
  sensitivity     text,
  urgency         text,
  line            text,
  rules           text[] not null default '{}',   -- public evidence
  policy          text,                           -- digest of the policy that judged
  pages           integer not null default 0,     -- 0: nobody could count them
  defects         text[] not null default '{}',   -- what is missing of it: org.sanwei.routes.message.Defect
  size_class      text not null,                  -- S, M, L, XL
  nature          text,                           -- a report, an automatic reply …: org.sanwei.routes.message.MailNature
  envelope        text,                           -- digest of what went to the 机要 line
  twins           text[] not null default '{}',   -- of what went there beside it, judged the same, while we could not be asked
  receipted       boolean not null default false, -- a cipher officer signed for it
  subject         text,
  sender          text,
  salt            bytea,                          -- opens the ledger's commitment to the text
  opening         text,                           -- the first words of the text, for lists
  case_key        text,                           -- MAC of channel, integrator and case id: links the versions of a case, names none
  case_id         text,                           -- the source's case id, version and status: content
  case_version    text,
  case_status     text,
  repeat_group    uuid,                           -- random; the same for possible repeats of one another, and says nothing of them
  state           text not null default 'NEW' check (state in ('NEW', 'CLAIMED', 'CLOSED')),
  owner           uuid references person (id),    -- first handler; keeps the item until it closes (首办负责)
  claimed_at      timestamptz,
  closed_at       timestamptz,
  hidden_at       timestamptz,                    -- raised, and too large to be sealed so far: nobody sees it
  version         integer not null default 0,
  unique (unit, year, number),
  unique (arrival_id, outcome),                   -- lets the tables of content refer to open items only
  constraint only_open_has_content check (
    (outcome is not null and outcome = 'OPEN') or (subject is null and sender is null and opening is null and salt is null
      and case_id is null and case_version is null and case_status is null)),
  constraint only_open_is_worked_on check (
    (outcome is not null and outcome = 'OPEN') or (state = 'NEW' and owner is null)),
  constraint only_open_is_hidden check (hidden_at is null or (outcome is not null and outcome = 'OPEN')),
  constraint open_is_not_classified check (outcome is distinct from 'OPEN' or sensitivity in ('PUBLIC', 'WORK_SECRET')),
  constraint judged_is_complete check (outcome is null or (reason is not null and sensitivity is not null
    and urgency is not null and policy is not null and settled_at is not null)),
  constraint claimed_has_owner check (state = 'NEW' or owner is not null)
);
create index item_case on item (unit, case_key, year, number) where case_key is not null;
create index item_repeat on item (unit, repeat_group, year, number) where repeat_group is not null;
create index item_received on item (unit, received_at);
-- The inbox's first question; the words are those of org.sanwei.gateway.desk.Filter, or the index is not used.
create index item_unfinished on item (unit, year, number) where
  (outcome is null or (outcome = 'OPEN' and state <> 'CLOSED') or (outcome <> 'OPEN' and not receipted));
create index item_cards on item (unit, year, number) where outcome in ('HELD', 'CLASSIFIED', 'SPILL');
create index item_owner on item (owner) where state = 'CLAIMED';
create index item_urgent on item (unit, year, number) where urgency in ('IMMEDIATE', 'FLASH');

-- What came lately by sources that name no message: a MAC of channel, sender and content, and how it was judged. It leads to
-- the group of what is equal, and is deleted an hour after it was last seen: no row of an item keeps it, so nobody can hold
-- a guess of what a card says against one (docs/adr/0022-possible-repeats.md).
create table repeat_seen (
  unit         text not null,
  key          text not null,
  judged       text not null,
  repeat_group uuid not null,
  first_at     timestamptz not null,              -- 接报 of the group's earliest and latest
  last_at      timestamptz not null,
  seen_at      timestamptz not null,
  primary key (unit, key, judged)
);
create index repeat_seen_at on repeat_seen (seen_at);

-- Content. `outcome` is always OPEN and part of the foreign key: an item whose outcome is anything else cannot have a row
-- here, and an item cannot stop being open while it has.
create table item_part (
  arrival_id text not null,
  outcome    text not null default 'OPEN' check (outcome = 'OPEN'),
  ordinal    integer not null,
  name       text not null,
  place      text not null,
  text       text not null,
  primary key (arrival_id, ordinal),
  foreign key (arrival_id, outcome) references item (arrival_id, outcome)
);

create table item_evidence (
  arrival_id  text not null,
  outcome     text not null default 'OPEN' check (outcome = 'OPEN'),
  ordinal     integer not null,
  rule        text not null,
  part        text not null,
  start_point integer not null,                   -- code points of the part's text, end exclusive
  end_point   integer not null,
  primary key (arrival_id, ordinal),
  foreign key (arrival_id, outcome) references item (arrival_id, outcome)
);

create table item_attachment (
  arrival_id text not null,
  outcome    text not null default 'OPEN' check (outcome = 'OPEN'),
  ordinal    integer not null,
  name       text not null,
  media_type text not null,
  size_bytes integer not null,
  primary key (arrival_id, ordinal),
  foreign key (arrival_id, outcome) references item (arrival_id, outcome)
);

create table item_attachment_chunk (
  arrival_id text not null,
  ordinal    integer not null,
  chunk      integer not null,
  bytes      bytea not null,                      -- 256 KiB, the last one what is left
  primary key (arrival_id, ordinal, chunk),
  foreign key (arrival_id, ordinal) references item_attachment (arrival_id, ordinal) on delete cascade
);
alter table item_attachment_chunk alter column bytes set storage external;

-- Pages that were recognised, for the desk to show beside their text.
create table item_page (
  arrival_id text not null,
  outcome    text not null default 'OPEN' check (outcome = 'OPEN'),
  ordinal    integer not null,
  part       text not null,                       -- the position of the file that it is of
  page       integer not null,                    -- within that file
  text_part  text not null,                       -- the item_part that holds its lines
  width      integer not null,
  height     integer not null,
  png        bytea not null,
  lines      jsonb not null,                      -- org.sanwei.routes.message.PageLine, in reading order
  primary key (arrival_id, ordinal),
  foreign key (arrival_id, outcome) references item (arrival_id, outcome)
);
alter table item_page alter column png set storage external;

-- What people read in place of what was recognised. The last take of a line counts; the recognised text stays.
create table item_correction (
  arrival_id   text not null,
  outcome      text not null default 'OPEN' check (outcome = 'OPEN'),
  page         integer not null,                  -- item_page.ordinal
  line         integer not null,                  -- counts from 1
  take         integer not null,
  text         text not null,
  person       uuid not null references person (id),
  corrected_at timestamptz not null,
  primary key (arrival_id, page, line, take),
  foreign key (arrival_id, outcome) references item (arrival_id, outcome)
);

-- Slips (登记单) that people have begun and not handed in. What is in one was judged OPEN before it came here, and is
-- sealed under a key of its own that lies outside the database: erasing that file makes dead rows and the write-ahead
-- log unreadable too. What was handed in has no row here.
create table slip (
  person     uuid not null references person (id),
  id         uuid not null,                       -- chosen by its author's page
  unit       text not null,
  version    integer not null,
  sealed     bytea not null,
  changed_at timestamptz not null,
  primary key (person, id)
);
create index slip_changed on slip (changed_at);

-- What a slip was about to be handed in as, written before it is; it was handed in exactly when the register has the arrival.
create table slip_entered (
  person     uuid not null references person (id),
  id         uuid not null,
  arrival_id text not null,
  at         timestamptz not null,
  primary key (person, id, arrival_id)
);
create index slip_entered_at on slip_entered (at);

-- Receipts of cipher officers; no foreign key, for a receipt may come while the register has yet to catch up.
create table cipher_receipt (
  arrival_id text not null,
  line       text not null,                       -- of which the officer is one; "spill" for security officers
  officer    text not null,
  received_at timestamptz not null,
  envelope   text not null,
  primary key (arrival_id, officer, envelope)
);

-- What officers did of items that were held or classified. An act counts once, and is known by its bytes: a nonce alone
-- could be used up by whoever reads it in a proposal.
create table cipher_act (
  digest     text primary key,                    -- SM3 of the act's bytes
  nonce      text not null,
  arrival_id text not null,
  kind       text not null,                       -- READ, CONFIRM, CLEAR, ORDER
  officers   text[] not null,
  at         timestamptz not null,
  outcome    text,                                -- what the item was when the act was admitted,
  envelope   text,                                -- and the envelope it lay in: it moves from there or not at all
  acted_on   text not null,                       -- the envelope that the officers acted on: that one, or one of its twins
  moved_to   text,                                -- the envelope it lies in since; null: none, or not moved
  refusal    text,                                -- a stable word; null: admitted
  done_at    timestamptz                          -- the item has moved
);
create index cipher_act_arrival on cipher_act (arrival_id, at);

-- What a first officer proposed and we passed on to the line, or refused. While its item is what it was then it can be
-- countersigned; what cannot is taken off the line.
create table cipher_proposal (
  envelope   text primary key,                    -- SM3 of our envelope around it, as it lies on the line
  proposal   text not null,                       -- SM3 of the officer's
  arrival_id text not null,                       -- may be invented: no item of ours
  line       text not null,
  officer    text not null,
  at         timestamptz not null,
  outcome    text,                                -- what the item was,
  held       text,                                -- and the envelope it lay in
  refusal    text,                                -- a stable word; null: let onto the line
  cleared_at timestamptz                          -- off the line again
);
create index cipher_proposal_item on cipher_proposal (arrival_id, officer, at);
create index cipher_proposal_refused on cipher_proposal (proposal) where refusal is not null;
create index cipher_proposal_lying on cipher_proposal (at) where refusal is null and cleared_at is null;

-- How the ledger names cipher officers, who have no log-in here.
create table cipher_officer (
  name      text primary key,
  pseudonym uuid not null unique default uuidv7()
);

-- Every step that was taken. Facts are public evidence only.
create table ledger_event (
  origin     text not null,
  sequence   bigint not null,
  at         timestamptz not null,
  version    integer not null,
  step       text not null,
  unit       text not null,
  actor      text not null,
  item       text,
  commitment text,
  policy     text,
  facts      jsonb not null,
  primary key (origin, sequence, at)
) partition by range (at);
create table ledger_event_other partition of ledger_event default;
create index ledger_event_at on ledger_event (at, origin, sequence);
create index ledger_event_item on ledger_event (item) where item is not null;

-- The next sequence of an origin that this database writes itself (desk/<unit>); locked like number_counter.
create table ledger_counter (
  origin text primary key,
  next   bigint not null
);

-- Notices to senders: that a message came, or that it is to be sent again. No address stands here or anywhere else in the
-- database (docs/adr/0018-reply-keys.md), and no word of a sender's: kinds, codes and counts only.
create table reply_notice (
  id         uuid primary key default uuidv7(),
  arrival_id text not null references item (arrival_id),
  channel    text not null,
  kind       text not null check (kind in ('RECEIVED', 'RESEND')),
  state      text not null default 'WAITING' check (state in ('WAITING', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN', 'WITHHELD')),
  code       text not null default '',            -- the mail server's or SMSC's, or a word of ours
  defects    text[] not null default '{}',        -- what a sender is asked for: org.sanwei.routes.message.Defect
  asked_by   uuid references person (id),         -- null: by the register itself
  attempts   integer not null default 0,
  created_at timestamptz not null,
  due_at     timestamptz not null,
  changed_at timestamptz not null
);
create unique index reply_notice_received on reply_notice (arrival_id) where kind = 'RECEIVED';
-- Nobody is asked twice, unless the first time failed or nobody knows.
create unique index reply_notice_asked on reply_notice (arrival_id)
  where kind = 'RESEND' and state in ('WAITING', 'SENDING', 'SENT');
create index reply_notice_arrival on reply_notice (arrival_id, kind, created_at);
create index reply_notice_due on reply_notice (due_at) where state in ('WAITING', 'SENDING');

-- How many notices went in an hour, by channel and by keyed digest of the address; rows live two hours.
create table reply_rate (
  key  text not null,
  hour timestamptz not null,
  sent integer not null,
  primary key (key, hour)
);

-- Addresses that sent an automatic mail lately, by keyed digest.
create table reply_quiet (
  peer  text primary key,
  until timestamptz not null
);
