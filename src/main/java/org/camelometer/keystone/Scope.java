package org.camelometer.keystone;

/** What a token is good for. */
public sealed interface Scope {

  /** One project, and with a role such as admin often more. */
  record Project(Named project) implements Scope {}

  /** A domain as a whole. */
  record Domain(Named domain) implements Scope {}

  /** The whole cloud. */
  record Everything() implements Scope {}

  /** What the login itself brings. */
  record Own() implements Scope {}
}
