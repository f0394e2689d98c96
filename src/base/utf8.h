/* Decoding UTF-8, strictly: no overlong forms, no surrogates, nothing above U+10FFFF. */
#ifndef CF_BASE_UTF8_H
#define CF_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Length in bytes of the character at the beginning of the text, its code point in *code; 0 when
 * the bytes are not valid UTF-8. `length` is at least 1. */
size_t cf_utf8_decode(const char *text, size_t length, uint32_t *code);

#endif
