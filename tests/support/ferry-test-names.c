/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ferry-test-names.h"

#define X16 "xxxxxxxxxxxxxxxx"
#define X128 X16 X16 X16 X16 X16 X16 X16 X16
#define X1008 X128 X128 X128 X128 X128 X128 X128 X16 X16 X16 X16 X16 X16 X16
#define TURTLE "\360\237\220\242"
#define TURTLES TURTLE TURTLE TURTLE TURTLE TURTLE TURTLE TURTLE TURTLE

#define NOT_XML "the disk's key cannot be written in XML"
#define TOO_LONG "the disk's folder has too long a name for a manifest in it"

const FerryTestName ferry_test_names[FERRY_TEST_N_NAMES] = {
  { "plain", "plain.vmdk" },
  { "space", "a b.vmdk" },
  { "spaces-around", " a " },
  { "plus", "a+b.vmdk" },
  { "equals", "a=b.vmdk" },
  { "percent", "100%.vmdk" },
  { "escape", "a%20b.vmdk" },
  { "escape-of-escape", "a%2520b.vmdk" },
  { "escaped-slash", "a%2Fb" },
  { "ampersand", "a&b.vmdk" },
  { "entity", "a&amp;b.vmdk" },
  { "less", "a<b>.vmdk" },
  { "cdata", "]]>" },
  { "quotes", "a'b\"c.vmdk" },
  { "hash", "a#b.vmdk" },
  { "question", "a?b.vmdk" },
  { "query", "a?versionId=null&uploads" },
  { "semicolon", "a;b,c:d.vmdk" },
  { "marks", "!$()*@[]{}|^`~_-.vmdk" },
  { "backslash", "a\\b.vmdk" },
  { "line-feed", "a\nb.vmdk" },
  { "line-end", "a\r\nb.vmdk" },
  { "tab", "a\tb.vmdk" },
  { "only-line-feed", "\n" },
  { "emoji", "turtle " TURTLE ".vmdk" },
  { "composed", "caf\303\251.vmdk" },
  { "decomposed", "cafe\314\201.vmdk" },
  { "right-to-left", "\327\251\327\234\327\225\327\235.vmdk" },
  { "dot", "." },
  { "dots", ".." },
  { "dot-segment", "a/./b" },
  { "dots-segment", "a/../b" },
  { "leaving-dots", "../../b" },
  { "ending-dots", "a/.." },
  { "empty-segment", "a//b" },
  { "empty-segments", "a///b" },
  { "leading-slash", "/b" },
  { "leading-slashes", "//b" },
  { "where-dots-would-lead", "b" },
  { "where-empty-would-lead", "a/b" },
  { "address", "https://example.com/disk?x=1#y" },
  { "bytes-1024", X1008 X16 },
  { "emoji-1024", X128 X128 X128 X128 X128 X128 X128 TURTLES TURTLES TURTLES TURTLES },
  { "long-folder", X1008 "/disk", TOO_LONG },
  { "delete-character", "a\177b" },
  { "control-character", "a\001b", NOT_XML },
  { "non-character", "a\357\277\276b", NOT_XML },
};
