package dev.shuke.tag;

import java.io.Serializable;

/** A text for people in both languages of the product. */
public record Text(String zh, String en) implements Serializable {}
