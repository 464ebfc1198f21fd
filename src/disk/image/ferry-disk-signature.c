/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/image/ferry-disk-signature.h"

#include "disk/image/ferry-image-bytes.h"

#include <string.h>

#define TO_STREAM "qemu-img convert -O vmdk -o subformat=streamOptimized SOURCE NEW.vmdk"

#define CONVERT   "VM Import does not take this format. Convert it: " TO_STREAM
#define UNPACK    "The image is packed. Unpack it and copy the disk itself to the bucket."
#define NO_DATA   "Only the description of a disk is here, its data are in other files. Make one " \
                  "file of them: " TO_STREAM

/* A string literal with its length, for the bytes may hold zeros. */
#define BYTES(literal) literal, sizeof (literal) - 1

typedef struct {
  gsize       offset;
  const char *bytes;
  gsize       length;
  const char *name;
  FerryDiskFault fault;
  const char *problem;
} Signature;

static const Signature signatures[] = {
  { 0, BYTES ("# Disk DescriptorFile"), "VMDK descriptor without its data",
    FERRY_DISK_FAULT_WITHOUT_DATA, NO_DATA },
  { 0, BYTES ("COWD"), "VMDK, ESX sparse", FERRY_DISK_FAULT_FORMAT, CONVERT },
  { 0, BYTES ("\xBE\xBA\xFE\xCA\0\0\0\0"), "VMDK, SEsparse",
    FERRY_DISK_FAULT_FORMAT,
    "VM Import does not take this format. Export the machine as OVF: that writes stream-optimized "
    "VMDK." },
  { 0, BYTES ("QFI\xFB"), "QCOW2", FERRY_DISK_FAULT_FORMAT, CONVERT },
  { 0, BYTES ("QED\0"), "QED", FERRY_DISK_FAULT_FORMAT, CONVERT },
  { 0x40, BYTES ("\x7F\x10\xDA\xBE"), "VDI", FERRY_DISK_FAULT_FORMAT, CONVERT },
  { 0, BYTES ("\x1F\x8B\x08"), "gzip archive", FERRY_DISK_FAULT_PACKED, UNPACK },
  { 0, BYTES ("\xFD" "7zXZ\0"), "xz archive", FERRY_DISK_FAULT_PACKED, UNPACK },
  { 0, BYTES ("\x28\xB5\x2F\xFD"), "zstd archive", FERRY_DISK_FAULT_PACKED, UNPACK },
  { 4, BYTES ("1AY&SY"), "bzip2 archive", FERRY_DISK_FAULT_PACKED, UNPACK },
  { 0, BYTES ("PK\x03\x04"), "zip archive", FERRY_DISK_FAULT_PACKED, UNPACK },
  { 0, BYTES ("7z\xBC\xAF\x27\x1C"), "7z archive", FERRY_DISK_FAULT_PACKED, UNPACK },
  { 0x8001, BYTES ("CD001"), "ISO 9660 image",
    FERRY_DISK_FAULT_NOT_A_DISK,
    "This is a CD or DVD, not a disk with an installed system." },
};

static gboolean
matches (const guint8 *head,
         gsize         length,
         gsize         offset,
         const char   *bytes,
         gsize         n_bytes)
{
  return offset <= length &&
         n_bytes <= length - offset &&
         memcmp (head + offset, bytes, n_bytes) == 0;
}

static gboolean
fill (FerryDiskReport *report,
      const char      *name,
      FerryDiskFault   fault,
      const char      *problem)
{
  ferry_disk_report_set_format (report, FERRY_DISK_FORMAT_OTHER, name);
  ferry_disk_report_complain (report, fault, "%s", problem);

  return TRUE;
}

static gboolean
recognise_ovf (const guint8    *head,
               gsize            length,
               FerryDiskReport *report)
{
  gsize start = matches (head, length, 0, BYTES ("\xEF\xBB\xBF")) ? 3 : 0;

  if (!matches (head, length, start, BYTES ("<?xml")) &&
      !matches (head, length, start, BYTES ("<Envelope")))
    return FALSE;
  if (g_strstr_len ((const char *) head + start, MIN (length - start, 8192), "Envelope") == NULL)
    return FALSE;

  return fill (report, "OVF descriptor", FERRY_DISK_FAULT_WITHOUT_DATA,
               "Only the description of a machine is here. Choose the VMDK that it names.");
}

/* QCOW and QCOW2 name the disk that they hold the changes to, if they do, at byte 8. */
static gboolean
recognise_overlay (const guint8    *head,
                   gsize            length,
                   FerryDiskReport *report)
{
  if (!matches (head, length, 0, BYTES ("QFI\xFB")) || length < 16 ||
      ferry_image_be64 (head + 8) == 0)
    return FALSE;

  return fill (report, "QCOW2, overlay", FERRY_DISK_FAULT_DIFFERENCING,
               "It holds only the changes to another disk. Merge it into its parent first.");
}

gboolean
ferry_disk_signature_recognise (const guint8    *head,
                                gsize            length,
                                FerryDiskReport *report)
{
  if (recognise_overlay (head, length, report))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
    {
      const Signature *signature = &signatures[i];

      if (matches (head, length, signature->offset, signature->bytes, signature->length))
        return fill (report, signature->name, signature->fault, signature->problem);
    }

  return recognise_ovf (head, length, report);
}
