package dev.shuke.rule;

/** The languages a rule is told in. */
public enum Language {
  ZH,
  EN
}
