-- one row per verdict, and one per old arrival that waits in late for its verdict.
with
  judged as (
    select kafka_topic, kafka_partition, kafka_offset, known_at, 'event' as verdict, cast(null as varchar) as reason from ${brand}.events.orders
    union all
    select kafka_topic, kafka_partition, kafka_offset, known_at, 'event', null from ${brand}.events.contacts
    union all
    select kafka_topic, kafka_partition, kafka_offset, known_at, 'event', null from ${brand}.events.groups
    union all
    select kafka_topic, kafka_partition, kafka_offset, known_at, 'event', null from ${brand}.events.chats
    union all
    select kafka_topic, kafka_partition, kafka_offset, known_at, 'event', null from ${brand}.events.records
    union all
    select kafka_topic, kafka_partition, kafka_offset, known_at, 'event', null from ${brand}.events.visits
    union all
    select kafka_topic, kafka_partition, kafka_offset, known_at, 'event', null from ${brand}.events.touches
    union all
    select kafka_topic, kafka_partition, kafka_offset, known_at, 'duplicate', null from ${brand}.events.duplicates
    union all
    select kafka_topic, kafka_partition, kafka_offset, known_at, 'quarantined', reason from ${brand}.events.quarantine
  )
select * from judged
union all
select late.kafka_topic, late.kafka_partition, late.kafka_offset, late.known_at, 'late', null
from ${brand}.events.late as late
where not exists (
  select 1
  from judged
  where judged.kafka_topic = late.kafka_topic
    and judged.kafka_partition = late.kafka_partition
    and judged.kafka_offset = late.kafka_offset
)
