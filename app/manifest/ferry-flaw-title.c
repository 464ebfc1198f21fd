/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-flaw-text.h"

#include <glib/gi18n.h>

/* What was found, in the order of FerryFlaw. */
static const char *const titles[FERRY_N_FLAWS] = {
  /* the text */
  [FERRY_FLAW_NOT_XML] = N_("The text is no well-formed XML from here on"),
  [FERRY_FLAW_NOT_UTF8] = N_("The text is not in UTF-8"),
  [FERRY_FLAW_BYTE_ORDER_MARK] = N_("A byte order mark stands in front of the text"),
  [FERRY_FLAW_DOCUMENT_TYPE] = N_("The text declares a document type"),
  [FERRY_FLAW_NOT_A_MANIFEST] = N_("This is no import manifest"),
  [FERRY_FLAW_NAMESPACE] = N_("The elements are in a namespace"),
  [FERRY_FLAW_TOO_LARGE] = N_("There is more than Ferry reads"),
  [FERRY_FLAW_MISSING] = N_("An element is missing"),
  [FERRY_FLAW_REPEATED] = N_("An element is there twice"),
  [FERRY_FLAW_OUT_OF_ORDER] = N_("An element is not in its place"),
  [FERRY_FLAW_UNKNOWN_ELEMENT] = N_("The schema does not know this element"),
  [FERRY_FLAW_UNKNOWN_ATTRIBUTE] = N_("The schema does not know this attribute"),
  [FERRY_FLAW_STRAY_TEXT] = N_("There is text between the elements"),
  [FERRY_FLAW_EMPTY] = N_("The element has no value"),
  [FERRY_FLAW_PADDED] = N_("There is white space around the value"),
  [FERRY_FLAW_NOT_A_NUMBER] = N_("There is no number where one must be"),
  [FERRY_FLAW_OTHER_VERSION] = N_("The manifest is of a version that nobody has described"),

  /* what it says */
  [FERRY_FLAW_FORMAT_UNKNOWN] = N_("EC2 does not know this disk format"),
  [FERRY_FLAW_FORMAT_CASE] = N_("The disk format is not in capitals"),
  [FERRY_FLAW_FORMAT_OTHER] = N_("The disk has another format than the manifest says"),
  [FERRY_FLAW_SIZE_ZERO] = N_("The size is 0"),
  [FERRY_FLAW_SIZE_NOT_SUM] = N_("The size is not the sum of the parts"),
  [FERRY_FLAW_VOLUME_ZERO] = N_("The volume’s size is 0"),
  [FERRY_FLAW_VOLUME_SMALL] = N_("The volume is smaller than the disk"),
  [FERRY_FLAW_VOLUME_LARGE] = N_("The volume is larger than EC2 makes them"),
  [FERRY_FLAW_COUNT_MISSING] = N_("The number of parts is not given"),
  [FERRY_FLAW_COUNT_WRONG] = N_("There are not as many parts as the manifest says"),
  [FERRY_FLAW_INDEX_MISSING] = N_("A part has no number"),
  [FERRY_FLAW_INDEX_TWICE] = N_("Two parts have the same number"),
  [FERRY_FLAW_INDEX_UNORDERED] = N_("The parts are not numbered 0, 1, 2 and so on"),
  [FERRY_FLAW_RANGE_MISSING] = N_("A part has no byte range"),
  [FERRY_FLAW_RANGE_REVERSED] = N_("A part ends before it begins"),
  [FERRY_FLAW_RANGE_NOT_FROM_0] = N_("The first part does not begin at byte 0"),
  [FERRY_FLAW_GAP] = N_("Bytes are missing between two parts"),
  [FERRY_FLAW_OVERLAP] = N_("Two parts overlap"),
  [FERRY_FLAW_END_IS_SIZE] = N_("The last byte is counted one too far"),
  [FERRY_FLAW_RANGE_BEYOND_SIZE] = N_("A part reaches beyond the size"),
  [FERRY_FLAW_KEY_TWICE] = N_("Two parts are the same object"),
  [FERRY_FLAW_KEY_ENCODED] = N_("The key is percent-encoded"),
  [FERRY_FLAW_KEY_OTHER] = N_("The links lead to another object than the key names"),
  [FERRY_FLAW_PART_GONE] = N_("The bucket does not have this part"),
  [FERRY_FLAW_PART_SIZE] = N_("The part’s object has another size"),

  /* what its links are */
  [FERRY_FLAW_LINK_UNREADABLE] = N_("This is no address"),
  [FERRY_FLAW_LINK_ESCAPED_TWICE] = N_("The link was escaped twice"),
  [FERRY_FLAW_LINK_PLAIN] = N_("The link goes without encryption"),
  [FERRY_FLAW_LINK_NOT_S3] = N_("The link does not lead to S3"),
  [FERRY_FLAW_LINK_BUCKET] = N_("The link leads to another bucket"),
  [FERRY_FLAW_LINK_REGION] = N_("The link was signed for another region"),
  [FERRY_FLAW_LINK_UNSIGNED] = N_("The link is not signed"),
  [FERRY_FLAW_LINK_SIGNATURE_2] = N_("The link is signed in the old way"),
  [FERRY_FLAW_LINK_MALFORMED] = N_("The link’s signature is not complete"),
  [FERRY_FLAW_LINK_SIGNED_HEADERS] =
    N_("The link’s signature wants headers that EC2 does not send"),
  [FERRY_FLAW_LINK_TOO_LONG] = N_("The link is to last for more than seven days"),
  [FERRY_FLAW_LINK_ENDED] = N_("The link has ended"),
  [FERRY_FLAW_LINK_ENDS_SOON] = N_("The link ends within a day"),
  [FERRY_FLAW_LINK_NOT_YET] = N_("The link was signed in the future"),
  [FERRY_FLAW_LINK_TEMPORARY] = N_("The link was signed with temporary credentials"),
  [FERRY_FLAW_LINK_VERB] = N_("The link was signed for something else"),
  [FERRY_FLAW_LINK_SIGNATURE] = N_("The link’s signature is wrong"),
  [FERRY_FLAW_LINK_TWO_PARTS] = N_("Two parts have the same link"),
  [FERRY_FLAW_LINK_TWO_VERBS] = N_("One link is used for two things"),
  [FERRY_FLAW_SELF_DESTRUCT_DISK] = N_("The self-destruct link would delete the disk"),
  [FERRY_FLAW_SELF_DESTRUCT_OTHER] = N_("The self-destruct link would delete something else"),
  [FERRY_FLAW_DELETES_DISK] = N_("The part may be deleted after the import"),
  [FERRY_FLAW_DELETES_ONLY_COPY] = N_("The only copy of the disk may be deleted"),
};

const char *
ferry_flaw_to_title (FerryFlaw flaw)
{
  g_return_val_if_fail (flaw < FERRY_N_FLAWS, NULL);

  return _(titles[flaw]);
}
