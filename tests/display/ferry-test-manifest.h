/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/ferry-manifest-text.h"
#include "manifest/ferry-manifest-view.h"

G_BEGIN_DECLS

/* Manifests to look at, and their view. */

/* what must not be seen */
#define FERRY_TEST_SIGNATURE "5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e7aaaa"
#define FERRY_TEST_S3 "https://acme.s3.eu-west-1.amazonaws.com"

/* lines of what ferry_test_manifest_text() makes */
#define FERRY_TEST_FORMAT_LINE 4
#define FERRY_TEST_SELF_DESTRUCT_LINE 10
#define FERRY_TEST_SIZE_LINE 12
#define FERRY_TEST_VOLUME_LINE 13
#define FERRY_TEST_FIRST_PART 15
#define FERRY_TEST_LINES_OF_A_PART 6

typedef struct {
  FerryOpenManifest *manifest;
  GtkWidget         *view;
  FerryManifestText *text;
  GtkWindow         *window;
} FerryTestManifest;

/* Of web01.vmdk, cut into @n_parts of 1 KiB, with links that end on 27 November 2026. (transfer
 * full)
 * @host: FERRY_TEST_S3, or a server's address and the bucket
 * @format: "VMDK", or what is wrong there
 */
GBytes            *ferry_test_manifest_text         (const char        *host,
                                                     const char        *format,
                                                     guint              n_parts);
/* Four days before. @client: (nullable). (transfer full) */
FerryOpenManifest *ferry_test_manifest_open         (GBytes            *text,
                                                     FerryClient       *client);
/* Shows one in a window, and waits until all is known of it. */
void               ferry_test_manifest_set_up       (FerryTestManifest *fixture,
                                                     const char        *host,
                                                     const char        *format,
                                                     guint              n_parts,
                                                     FerryClient       *client);
/* Nobody else holds it. */
void               ferry_test_manifest_clear        (FerryTestManifest *fixture);
gboolean           ferry_test_manifest_is_revealed  (FerryTestManifest *fixture);
/* In any text, label, tooltip or accessible name at or below @widget. */
gboolean           ferry_test_manifest_holds_secret (GtkWidget         *widget);

G_END_DECLS
