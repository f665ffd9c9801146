-- one row per Kafka topic and partition: every offset has one verdict or waits in late.
-- lost: offsets without a row; doubled: rows beyond one per offset. Both must be 0.
with
  judged as (
    select kafka_topic, kafka_partition, kafka_offset, 'event' as verdict from ${brand}.events.orders
    union all
    select kafka_topic, kafka_partition, kafka_offset, 'event' from ${brand}.events.contacts
    union all
    select kafka_topic, kafka_partition, kafka_offset, 'event' from ${brand}.events.groups
    union all
    select kafka_topic, kafka_partition, kafka_offset, 'event' from ${brand}.events.chats
    union all
    select kafka_topic, kafka_partition, kafka_offset, 'event' from ${brand}.events.records
    union all
    select kafka_topic, kafka_partition, kafka_offset, 'duplicate' from ${brand}.events.duplicates
    union all
    select kafka_topic, kafka_partition, kafka_offset, 'quarantined' from ${brand}.events.quarantine
  ),
  waiting as (
    select late.kafka_topic, late.kafka_partition, late.kafka_offset, 'late' as verdict
    from ${brand}.events.late as late
    where not exists (
      select 1
      from judged
      where judged.kafka_topic = late.kafka_topic
        and judged.kafka_partition = late.kafka_partition
        and judged.kafka_offset = late.kafka_offset
    )
  ),
  places as (
    select * from judged
    union all
    select * from waiting
  )
select
  kafka_topic as topic,
  kafka_partition as "partition",
  max(kafka_offset) + 1 as offsets,
  count_if(verdict = 'event') as events,
  count_if(verdict = 'duplicate') as duplicates,
  count_if(verdict = 'quarantined') as quarantined,
  count_if(verdict = 'late') as late_waiting,
  max(kafka_offset) + 1 - count(distinct kafka_offset) as lost,
  count(*) - count(distinct kafka_offset) as doubled
from places
group by kafka_topic, kafka_partition
