-- one row per Kafka topic and partition: every offset has one verdict or waits in late.
-- lost: offsets without a row; doubled: rows beyond one per offset. Both must be 0.
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
from ${brand}.events.verdicts
group by kafka_topic, kafka_partition
