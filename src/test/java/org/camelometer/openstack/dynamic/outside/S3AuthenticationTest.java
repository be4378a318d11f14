package org.camelometer.openstack.dynamic.outside;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.junit.jupiter.api.Test;

/** The examples of Amazon's own documentation of the signature. */
class S3AuthenticationTest {
  private final S3Authentication authentication =
      new S3Authentication(
          "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "s3.amazonaws.com");

  private String signed(String url, String date) {
    BasicHttpRequest request = new BasicHttpRequest("GET", url);
    request.setHeader("Date", date);
    authentication.sign(request, url);
    return request.getFirstHeader("Authorization").getValue();
  }

  @Test
  void signsAnObjectInABucket() {
    assertThat(
            signed(
                "https://johnsmith.s3.amazonaws.com/photos/puppy.jpg",
                "Tue, 27 Mar 2007 19:36:42 +0000"))
        .isEqualTo("AWS AKIAIOSFODNN7EXAMPLE:bWq2s1WEIj+Ydj0vQ697zp+IXMU=");
  }

  @Test
  void signsAListWithoutItsQuery() {
    assertThat(
            signed(
                "https://johnsmith.s3.amazonaws.com/?prefix=photos&max-keys=50&marker=puppy",
                "Tue, 27 Mar 2007 19:42:41 +0000"))
        .isEqualTo("AWS AKIAIOSFODNN7EXAMPLE:htDYFYduRNen8P9ZfE/s9SuKy0U=");
  }

  @Test
  void signsAPartWithItsParameter() {
    assertThat(signed("https://johnsmith.s3.amazonaws.com/?acl", "Tue, 27 Mar 2007 19:44:46 +0000"))
        .isEqualTo("AWS AKIAIOSFODNN7EXAMPLE:c2WLPFtWHVgbEmeEG93a4cG37dM=");
  }
}
