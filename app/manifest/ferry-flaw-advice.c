/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-flaw-text.h"

#include <glib/gi18n.h>

/* What it means for the import, and what to do, in the order of FerryFlaw. */
static const char *const advice[FERRY_N_FLAWS] = {
  /* the text */
  [FERRY_FLAW_NOT_XML] =
    N_("EC2 reads nothing of it. A tag may not be closed, or an “&” not written as “&amp;”. "
       "Write the manifest again, or let Ferry make a new one."),
  [FERRY_FLAW_NOT_UTF8] = N_("EC2 may misread keys, or refuse the manifest. Save it in UTF-8."),
  [FERRY_FLAW_BYTE_ORDER_MARK] =
    N_("Editors of Windows write it. Save the manifest without it: not every reader of XML "
       "takes it."),
  [FERRY_FLAW_DOCUMENT_TYPE] =
    N_("The schema knows none, and Ferry follows nothing that it refers to. Take the DOCTYPE out."),
  [FERRY_FLAW_NOT_A_MANIFEST] =
    N_("A manifest’s outermost element is “manifest”. Choose another file."),
  [FERRY_FLAW_NAMESPACE] =
    N_("The schema has none, and EC2 may not find the elements in it. Take “xmlns” out."),
  [FERRY_FLAW_TOO_LARGE] = N_("What comes after this place is not looked at, and not judged."),
  [FERRY_FLAW_MISSING] =
    N_("EC2 needs it to import the disk. Write the manifest again with a tool that knows it, or "
       "let Ferry make a new one."),
  [FERRY_FLAW_REPEATED] = N_("Nobody can say which of them EC2 takes. Leave only the right one."),
  [FERRY_FLAW_OUT_OF_ORDER] =
    N_("The schema fixes the order of the elements. EC2 may refuse another one: put it where it "
       "belongs."),
  [FERRY_FLAW_UNKNOWN_ELEMENT] =
    N_("EC2 skips it, or refuses the manifest. Take it out if nothing of yours needs it."),
  [FERRY_FLAW_UNKNOWN_ATTRIBUTE] =
    N_("EC2 skips it, or refuses the manifest. Take it out if nothing of yours needs it."),
  [FERRY_FLAW_STRAY_TEXT] =
    N_("It belongs to none of them. A value may have slipped out of its element: look at it, "
       "and take it out."),
  [FERRY_FLAW_EMPTY] = N_("For EC2 that is as if it were not there. Fill it in."),
  [FERRY_FLAW_PADDED] =
    N_("It is part of the value: a link or a key with a blank or a line end leads elsewhere. "
       "Write the value without it."),
  [FERRY_FLAW_NOT_A_NUMBER] =
    N_("Sizes and positions are whole numbers, without signs, units or separators."),
  [FERRY_FLAW_OTHER_VERSION] =
    N_("AWS documents “2010-11-15” only, and every writer uses it. Change it to that."),

  /* what it says */
  [FERRY_FLAW_FORMAT_UNKNOWN] =
    N_("It imports RAW, VHD and VMDK. Another disk has to be converted first."),
  [FERRY_FLAW_FORMAT_CASE] =
    N_("The schema has RAW, VHD and VMDK. EC2 may not know it otherwise: write it so."),
  [FERRY_FLAW_FORMAT_OTHER] =
    N_("EC2 would read it as what it is not, and the import fails after hours. Write the format "
       "that the disk has."),
  [FERRY_FLAW_SIZE_ZERO] =
    N_("It is the number of bytes of the disk’s file. EC2 would have nothing to fetch."),
  [FERRY_FLAW_SIZE_NOT_SUM] =
    N_("Parts are missing, or too many, or the number is wrong. EC2 may wait for bytes that "
       "never come. Let Ferry make a new manifest from the parts."),
  [FERRY_FLAW_VOLUME_ZERO] =
    N_("It is given in GiB. EC2 would make a volume of it: write at least the disk’s own size."),
  [FERRY_FLAW_VOLUME_SMALL] =
    N_("The disk does not fit into it, and the import fails at its end. Write at least the "
       "disk’s own size, in GiB."),
  [FERRY_FLAW_VOLUME_LARGE] =
    N_("A volume has at most 16,384 GiB. Are these bytes? The number is one of GiB."),
  [FERRY_FLAW_COUNT_MISSING] =
    N_("Every tool writes it, and EC2 may rely on it. Write it as “count” of “parts”."),
  [FERRY_FLAW_COUNT_WRONG] =
    N_("One may be lost. Look whether all parts are there, then correct the number."),
  [FERRY_FLAW_INDEX_MISSING] =
    N_("Every tool numbers them from 0 on. Write it as “index” of the part."),
  [FERRY_FLAW_INDEX_TWICE] =
    N_("EC2 may take one of them twice and the other never. Number them from 0 on."),
  [FERRY_FLAW_INDEX_UNORDERED] =
    N_("EC2 may put them together in another order, and the disk would be garbage. Order them "
       "by their byte ranges."),
  [FERRY_FLAW_RANGE_MISSING] =
    N_("Nobody knows where in the disk’s file it belongs. Write its first and its last byte."),
  [FERRY_FLAW_RANGE_REVERSED] =
    N_("Start and end may be swapped. Both are bytes of the disk’s file, counted from 0."),
  [FERRY_FLAW_RANGE_NOT_FROM_0] =
    N_("The beginning of the disk, with its boot sector, would be missing. A part may be lost."),
  [FERRY_FLAW_GAP] = N_("The disk would have a hole there. Look for the part that is missing."),
  [FERRY_FLAW_OVERLAP] =
    N_("They would write over each other. Two parts may be copies, or their ranges wrong."),
  [FERRY_FLAW_END_IS_SIZE] =
    N_("The end of a range is its last byte, so it is the size less one. AWS’s own sample does "
       "it wrong, and EC2 bears it."),
  [FERRY_FLAW_RANGE_BEYOND_SIZE] =
    N_("Either the size or the range is wrong. EC2 may ask for bytes that are not there."),
  [FERRY_FLAW_KEY_TWICE] =
    N_("The same bytes would be on the disk twice. Give each part an object of its own."),
  [FERRY_FLAW_KEY_ENCODED] =
    N_("Only links are. EC2 goes by the links, so it does no harm, but the key is not the "
       "object’s. Write it as it is."),
  [FERRY_FLAW_KEY_OTHER] =
    N_("EC2 goes by the links. One of them is wrong: look which object is the part."),
  [FERRY_FLAW_PART_GONE] =
    N_("EC2 would get nothing. Upload it again, or look whether it has another name."),
  [FERRY_FLAW_PART_SIZE] =
    N_("It was replaced or cut short since the manifest was written, or the range is wrong. "
       "Upload it again, or make a new manifest."),

  /* what its links are */
  [FERRY_FLAW_LINK_UNREADABLE] =
    N_("EC2 cannot open it. A link begins with “https://”. Make new links."),
  [FERRY_FLAW_LINK_ESCAPED_TWICE] =
    N_("It holds “&amp;” as part of the address, so its signature is not found. Make new links, "
       "or write “&amp;” where “&amp;amp;” stands."),
  [FERRY_FLAW_LINK_PLAIN] =
    N_("Whoever sees it on its way can read the disk. Make new links: they begin with “https://”."),
  [FERRY_FLAW_LINK_NOT_S3] =
    N_("EC2 reads disks from S3 only, as far as is known. Ferry does not try such a link: "
       "nobody is asked because a file says so."),
  [FERRY_FLAW_LINK_BUCKET] =
    N_("All parts of a disk are in one bucket, and so is the manifest. The link may be of "
       "another disk."),
  [FERRY_FLAW_LINK_REGION] =
    N_("S3 refuses it: a signature counts in one region. Make new links for the bucket’s region."),
  [FERRY_FLAW_LINK_UNSIGNED] =
    N_("It works only if everybody may read the object. Make new links."),
  [FERRY_FLAW_LINK_SIGNATURE_2] =
    N_("Regions that are younger than 2014 refuse signature version 2. Make new links."),
  [FERRY_FLAW_LINK_MALFORMED] =
    N_("A parameter of it is missing or is no such value. S3 refuses it: make new links."),
  [FERRY_FLAW_LINK_SIGNED_HEADERS] =
    N_("Only “host” can be signed. S3 refuses it without the others: make new links."),
  [FERRY_FLAW_LINK_TOO_LONG] =
    N_("S3 refuses such links at once. Make new ones: seven days are the most."),
  [FERRY_FLAW_LINK_ENDED] = N_("S3 refuses it now. Make new links for the same parts."),
  [FERRY_FLAW_LINK_ENDS_SOON] =
    N_("A conversion may take longer, and fails when EC2 can read no more. Make new links "
       "before you import."),
  [FERRY_FLAW_LINK_NOT_YET] =
    N_("The clock of the computer that made it was wrong. S3 refuses it until then: make new "
       "links."),
  [FERRY_FLAW_LINK_TEMPORARY] =
    N_("It ends when they do, whatever it says. If they last for less than a day, make new "
       "links with an access key of a user."),
  [FERRY_FLAW_LINK_VERB] =
    N_("A signature counts for one of HEAD, GET and DELETE. S3 refuses it here: make new links."),
  [FERRY_FLAW_LINK_SIGNATURE] =
    N_("It was made with this account’s key, but is right for nothing. The link may have been "
       "changed: make new links."),
  [FERRY_FLAW_LINK_TWO_PARTS] = N_("EC2 would read the same bytes twice. Make new links."),
  [FERRY_FLAW_LINK_TWO_VERBS] =
    N_("A signature counts for one of HEAD, GET and DELETE, so it is wrong for the other. Make "
       "new links."),
  [FERRY_FLAW_SELF_DESTRUCT_DISK] =
    N_("It is for the manifest itself. AWS’s own sample does it wrong. Do not import with this "
       "manifest: make new links first."),
  [FERRY_FLAW_SELF_DESTRUCT_OTHER] =
    N_("It is for the manifest itself. Look what it leads to, or make new links."),
  [FERRY_FLAW_DELETES_DISK] =
    N_("A delete link allows EC2 to remove the disk from the bucket. Make new links without it "
       "if the disk is to stay."),
  [FERRY_FLAW_DELETES_ONLY_COPY] =
    N_("A delete link allows EC2 to remove it, and nothing says that there is another copy. "
       "Make new links without it, or make a copy first."),
};

const char *
ferry_flaw_to_advice (FerryFlaw flaw)
{
  g_return_val_if_fail (flaw < FERRY_N_FLAWS, NULL);

  return _(advice[flaw]);
}
