-- one row per Kafka place and table that holds it: its verdict, and 'late' for whatever came through late, judged or not.
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
union all
select kafka_topic, kafka_partition, kafka_offset, known_at, 'late', null from ${brand}.events.late
