/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FERRY_TYPE_MANIFEST_OFFER (ferry_manifest_offer_get_type ())
/**
 * FerryManifestOffer:
 *
 * Says that the object which is selected in a bucket is a manifest, and opens it. What is not named
 * like one, but may be, is told by its first bytes. Takes no room for anything else.
 */
G_DECLARE_FINAL_TYPE (FerryManifestOffer, ferry_manifest_offer, FERRY, MANIFEST_OFFER, AdwBin)

/* @object: (nullable): none is selected; then the others may be %NULL */
void ferry_manifest_offer_set_object (FerryManifestOffer *self,
                                      FerryClient        *client,
                                      FerryBucket        *bucket,
                                      FerryObject        *object);
/* Opens @object in a window of its own, where it is the one that is offered. */
void ferry_manifest_offer_open       (FerryManifestOffer *self,
                                      FerryObject        *object);

G_END_DECLS
