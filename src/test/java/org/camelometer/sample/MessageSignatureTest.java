package org.camelometer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageSignatureTest {
  private static final MessageSignature SIGNATURE =
      new MessageSignature("change this for valid signing");

  static Stream<Arguments> vectors() {
    return Stream.of(
        vector(
            base(),
            "97cad892775e1c3305accba7f77c4e31db0d2136c29592bcf1496be7669da06d",
            "97cad892775e1c3305accba7f77c4e31db0d2136c29592bcf1496be7669da06d"),
        vector(
            with("resource_metadata", deepMetadata()),
            "bd6c6f5c9e238e063ee2b1c1c8b1330f7cf06d91302334042dd0f40b3987575f",
            "bd6c6f5c9e238e063ee2b1c1c8b1330f7cf06d91302334042dd0f40b3987575f"),
        vector(
            with("counter_volume", 33.333333333333336, "monotonic_time", 0.1),
            "3991dad16c60b0ff485a434c21235d6cdba382a49a7eef2f6f7cdc84ae52e955",
            "0ae0de82d8fe83aff3d2d570d53d1bdbc32125ce56ca0a6fcd56c137f6a60202"),
        vector(
            with("resource_metadata", Map.of("device", List.of("vda", "vdb"))),
            "387507362db58942063bf27cd1172eddab984feeefa4cc089bf363405ff6ecd8",
            "2848b42af78c9cfca777e10f9a0becd20fafad63ba68a0815f1b7e49c52568d9"),
        vector(
            with("resource_metadata", Map.of("display_name", "é")),
            "e667ca5521477f9fc953a525ed60c59ac0cb4485a2584af3513144e8c9fdcfc6",
            "e667ca5521477f9fc953a525ed60c59ac0cb4485a2584af3513144e8c9fdcfc6"),
        vector(
            with("resource_metadata", Map.of("links", List.of(Map.of("href", "http://x/1")))),
            "61db2d414414849eaa99797d19e304829982d9c5d484c8bc93b06cd0ff2087a5",
            "0a8dd0ccd55b048e9cd6da9a6239fcdfd5922fb81274bfedbb41eae79293da4e"),
        vector(
            with("resource_metadata", Map.of("l", Arrays.asList(1, 2.5, null, true, "a'b"))),
            "da94100e6ac85906c30240acbb605125d6ce73f07c724f2e895da2281a8c5d75",
            "90af945460ef4c1ac27f2f4115b245280568f911757ef891c3461116314d4b6b"),
        vector(
            with("counter_volume", 1e16),
            "93d10d0cf9b45c90eefc669801fe87819947448d41941d874a94ffe2e1537a9b",
            "93d10d0cf9b45c90eefc669801fe87819947448d41941d874a94ffe2e1537a9b"),
        vector(
            with("counter_volume", 2.0),
            "2a50ed7c2012e48e4144817079e8d12148527473b7889e2dfaf88bbae7494fd6",
            "2a50ed7c2012e48e4144817079e8d12148527473b7889e2dfaf88bbae7494fd6"),
        vector(
            event(),
            "c90b2b2a150123b57357164c4937a4060ec2102870a9cd45c4ff6a8bf87e9b6f",
            "f75e0ded020ebc3841352169cd7f809c1091fb2c1e4bc0082fec4f424a23f78d"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void signsLikePython3AndAcceptsPython2(
      Map<String, @Nullable Object> message, String python2, String python3) {
    assertThat(SIGNATURE.sign(message)).isEqualTo(python3);
    for (String signature : List.of(python2, python3)) {
      message.put(MeteringMessage.SIGNATURE, signature);
      assertThat(SIGNATURE.verify(message)).isTrue();
    }
  }

  @Test
  void signsMessagesWithoutMonotonicTime() {
    Map<String, @Nullable Object> message = base();
    message.remove("monotonic_time");
    assertThat(SIGNATURE.sign(message))
        .isEqualTo("f99a9e11cf87c4ec6c4bf7377b7f7a19d59f0fdcb58bc2f5289a5b9b36509819");
  }

  @Test
  void refusesWhatWasChangedOrNeverSigned() {
    Map<String, @Nullable Object> message = base();
    assertThat(SIGNATURE.verify(message)).isFalse();
    message.put(MeteringMessage.SIGNATURE, SIGNATURE.sign(message));
    message.put("counter_volume", 1);
    assertThat(SIGNATURE.verify(message)).isFalse();
    for (Object wrong : List.of("", "\u00e9", 5)) {
      message.put(MeteringMessage.SIGNATURE, wrong);
      assertThat(SIGNATURE.verify(message)).isFalse();
    }
  }

  @Test
  void neitherSignsNorVerifiesWithoutSecret() {
    MessageSignature none = new MessageSignature("");
    assertThat(none.sign(base())).isEmpty();
    assertThat(none.verify(with(MeteringMessage.SIGNATURE, "anything"))).isTrue();
  }

  @Test
  void countsANestedKeyOfThatName() {
    assertThat(SIGNATURE.sign(Map.of("a", Map.of(MeteringMessage.SIGNATURE, "x"))))
        .isNotEqualTo(SIGNATURE.sign(Map.of()));
  }

  @Test
  void signsFromManyThreadsAtOnce() {
    String expected = SIGNATURE.sign(base());
    assertThat(
            IntStream.range(0, 2_000).parallel().mapToObj(i -> SIGNATURE.sign(base())).distinct())
        .containsExactly(expected);
  }

  private static Arguments vector(Map<String, @Nullable Object> message, String two, String three) {
    return Arguments.of(message, two, three);
  }

  private static Map<String, @Nullable Object> base() {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("source", "openstack");
    message.put("counter_name", "cpu");
    message.put("counter_type", "cumulative");
    message.put("counter_unit", "ns");
    message.put("counter_volume", 1234567890);
    message.put("user_id", "u1");
    message.put("project_id", "p1");
    message.put("resource_id", "r1");
    message.put("timestamp", "2016-11-03T12:34:56.123456");
    message.put("resource_metadata", Map.of());
    message.put("message_id", "6f6a9c1e-a1c1-11e6-9f33-a24fc0d9649c");
    message.put("monotonic_time", null);
    return message;
  }

  private static Map<String, @Nullable Object> with(Object... changes) {
    Map<String, @Nullable Object> message = base();
    for (int i = 0; i < changes.length; i += 2) {
      message.put((String) changes[i], changes[i + 1]);
    }
    return message;
  }

  private static Map<String, @Nullable Object> deepMetadata() {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("cpu_number", 2);
    metadata.put("flavor", Map.of("name", "m1.tiny", "vcpus", 1));
    metadata.put("ok", true);
    metadata.put("task_state", null);
    metadata.put("empty", Map.of());
    return metadata;
  }

  private static Map<String, @Nullable Object> event() {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    event.put("message_id", "m1");
    event.put("event_type", "compute.instance.update");
    event.put("generated", "2016-11-03T12:34:56.123456");
    event.put(
        "traits",
        List.of(List.of("service", 1, "nova"), List.of("vcpus", 2, 4), List.of("f", 3, 0.1)));
    event.put("raw", Map.of());
    return event;
  }
}
