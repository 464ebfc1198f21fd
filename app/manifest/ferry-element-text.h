/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

G_BEGIN_DECLS

/* Translated: what an element of the manifest is called, and what EC2 does with it, for whoever
 * sees a manifest for the first time. Facts: EC2 API Reference, "VM Import Manifest".
 */
const char *ferry_element_to_title       (FerryManifestElement element);
const char *ferry_element_to_explanation (FerryManifestElement element);

G_END_DECLS
