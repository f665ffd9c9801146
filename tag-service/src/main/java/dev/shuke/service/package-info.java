/** The tag service: what people and programs ask about customers, tags, segments and stores. */
@NullMarked
package dev.shuke.service;

import org.jspecify.annotations.NullMarked;
