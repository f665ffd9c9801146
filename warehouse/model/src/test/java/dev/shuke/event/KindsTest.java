package dev.shuke.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Visits and touches: several kinds under one contract. */
class KindsTest {

  private static Reading read(EventType type, String json) {
    return EventJson.read(type.ceType(), json.getBytes(StandardCharsets.UTF_8));
  }

  private static void refused(Reading reading, String reason, String field) {
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.field()).isEqualTo(field);
              assertThat(refused.expected()).isNotEmpty();
            });
  }

  private static String id(EventType type, String json) {
    Reading reading = read(type, json);
    assertThat(reading).isInstanceOf(Reading.Accepted.class);
    return ((Reading.Accepted) reading).eventId();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"kind\":\"visit\"|\"kind\":\"call\"|unknown_value|kind",
        "\"visit_source\":\"scan_qr\"|\"visit_source\":\"face\"|unknown_value|visit_source",
        "\"visit_source\":\"scan_qr\",|''|missing_field|visit_source",
        "\"enter_time\":1780286400000,|''|missing_field|enter_time",
        "\"enter_time\":1780286400000|\"enter_time\":1780286400001|contradictory_times|enter_time",
        "\"leave_time\":1780288200000|\"leave_time\":1780286399999|contradictory_times|leave_time",
        "\"visitor_count\":2|\"visitor_count\":-1|contradictory_count|visitor_count",
        "\"kind\":\"visit\"|\"kind\":\"footfall\"|missing_field|counter",
      })
  void refusesAVisit(String from, String to, String reason, String field) {
    refused(read(EventType.VISIT, Samples.VISIT.replace(from, to)), reason, field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"visitor_count\":120,|''|missing_field|visitor_count",
        "\"counted_from\":1780286400000,|''|missing_field|counted_from",
        "\"counted_from\":1780286400000|\"counted_from\":1780282800000|contradictory_times|counted_from",
        "\"counted_to\":1780290000000|\"counted_to\":1780286400000|contradictory_times|counted_to",
      })
  void refusesAFootfall(String from, String to, String reason, String field) {
    refused(read(EventType.VISIT, Samples.FOOTFALL.replace(from, to)), reason, field);
  }

  @Test
  void aVisitOfNobodyKnownSaysHowManyCame() {
    String nobody = Samples.NOBODY_KNOWN.replace(",\"visitor_count\":3", "");
    refused(read(EventType.VISIT, nobody), "no_person_key", "person_ref");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"touch_id\":\"t1\",|''|missing_field|touch_id",
        "\"campaign_id\":\"c1\",|''|missing_field|campaign_id",
        "\"segment_id\":\"lapsed_regulars\",|''|missing_field|segment_id",
        "\"stage\":\"failed\"|\"stage\":\"read\"|unknown_value|stage",
        "\"stage\":\"failed\"|\"stage\":\"delivered\"|contradictory_stage|stage",
        "\"person_ref\":{\"external_userid\":\"wm1\"},|''|no_person_key|person_ref",
        "\"person_ref\":{\"external_userid\":\"wm1\"}|\"person_ref\":{\"external_userid\":\"wm2\"}"
            + "|contradictory_person|person_ref.external_userid",
        "\"attempt\":2|\"attempt\":\"2\"|wrong_type|attempt",
        "\"kind\":\"touch\"|\"kind\":\"consent\"|missing_field|purpose",
        "\"kind\":\"touch\"|\"kind\":\"referral\"|missing_field|referral_id",
      })
  void refusesATouch(String from, String to, String reason, String field) {
    refused(read(EventType.TOUCH, Samples.TOUCH.replace(from, to)), reason, field);
  }

  @Test
  void aBoundReferralNamesTheFriendAndAnOpenedOneNeedNot() {
    String nobody = Samples.REFERRAL.replace("\"referee\":{\"unionid\":\"u2\"},", "");
    refused(read(EventType.TOUCH, nobody), "missing_field", "referee");
    assertThat(read(EventType.TOUCH, nobody.replace("bound", "opened")))
        .isInstanceOf(Reading.Accepted.class);
    refused(
        read(EventType.TOUCH, Samples.REFERRAL.replace("{\"unionid\":\"u2\"}", "{}")),
        "no_person_key",
        "referee");
  }

  @Test
  void deliveryIsToldOfTextMessages() {
    String sms =
        Samples.TOUCH
            .replace("wecom_mass_single", "sms")
            .replace("\"stage\":\"failed\"", "\"stage\":\"delivered\"");
    assertThat(read(EventType.TOUCH, sms)).isInstanceOf(Reading.Accepted.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"attempt\":2|\"attempt\":3|false",
        "\"stage\":\"failed\"|\"stage\":\"sent\"|false",
        "\"touch_id\":\"t1\"|\"touch_id\":\"t9\"|false",
        "\"external_userid\":\"wm1\",\"fail|\"chat_id\":\"g1\",\"fail|false",
        "\"wecom_errcode\":41048|\"wecom_errcode\":41050|true",
      })
  void aTouchIsOneByTouchStageAddresseeAndAttempt(String from, String to, boolean isSame) {
    String other = Samples.TOUCH.replace(from, to);
    assertThat(id(EventType.TOUCH, other).equals(id(EventType.TOUCH, Samples.TOUCH)))
        .isEqualTo(isSame);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"purpose\":\"marketing\"|\"purpose\":\"profiling\"|false",
        "\"state\":\"withdrawn\"|\"state\":\"granted\"|false",
        "ab12|ab13|false",
        "\"kind\":\"consent\"|\"kind\":\"consent\",\"store_id\":\"s1\"|true",
      })
  void aConsentIsOneByPersonPurposeAndState(String from, String to, boolean isSame) {
    String other = Samples.CONSENT.replace(from, to);
    assertThat(id(EventType.TOUCH, other).equals(id(EventType.TOUCH, Samples.CONSENT)))
        .isEqualTo(isSame);
  }

  @Test
  void aVisitIsOneByItsSourcesIdElseByPersonAndStore() {
    String told = id(EventType.VISIT, Samples.VISIT);
    String withoutId = Samples.VISIT.replace(",\"source_event_id\":\"q1\"", "");
    assertThat(id(EventType.VISIT, Samples.VISIT.replace("\"s1\"", "\"s2\""))).isEqualTo(told);
    assertThat(id(EventType.VISIT, Samples.VISIT.replace("\"q1\"", "\"q2\""))).isNotEqualTo(told);
    assertThat(id(EventType.VISIT, withoutId.replace("\"s1\"", "\"s2\"")))
        .isNotEqualTo(id(EventType.VISIT, withoutId));
    assertThat(id(EventType.VISIT, withoutId.replace("\"o1\"", "\"o2\"")))
        .isNotEqualTo(id(EventType.VISIT, withoutId));
  }

  @Test
  void aFootfallIsOneByCounterStoreAndInterval() {
    String told = id(EventType.VISIT, Samples.FOOTFALL);
    assertThat(id(EventType.VISIT, Samples.FOOTFALL.replace("120", "121"))).isEqualTo(told);
    assertThat(id(EventType.VISIT, Samples.FOOTFALL.replace("door-1", "door-2")))
        .isNotEqualTo(told);
    assertThat(id(EventType.VISIT, Samples.FOOTFALL.replace("1780290000000", "1780293600000")))
        .isNotEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "VISIT,shop.visits,s1",
    "TOUCH,shop.touches,t1",
  })
  void goesToTheTopicOfItsTable(EventType type, String topic, String key) {
    Envelope envelope = Envelope.of("shop", "/core/touch", Samples.of(type));
    assertThat(envelope.topic()).isEqualTo(topic);
    assertThat(envelope.key()).isEqualTo(key);
  }

  @Test
  void whatAPersonSaysOfConsentStaysInOrder() {
    Event consent =
        EventJson.again(EventType.TOUCH, Samples.CONSENT.getBytes(StandardCharsets.UTF_8)).event();
    assertThat(Envelope.of("shop", "/core/touch", consent).key()).isEqualTo("phone_hash:ab12");
  }
}
