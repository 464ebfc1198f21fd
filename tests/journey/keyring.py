# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the real keyring holds, asked through libsecret, not through Ferry's own code."""

import gi

gi.require_version('Secret', '1')
from gi.repository import Secret  # noqa: E402


def items(schema_name):
    """[(attributes, secret)] of the items that carry this schema's name."""
    service = Secret.Service.get_sync(Secret.ServiceFlags.OPEN_SESSION, None)
    found = service.search_sync(None, {'xdg:schema': schema_name},
                                Secret.SearchFlags.ALL | Secret.SearchFlags.LOAD_SECRETS, None)
    answer = []
    for item in found:
        value = item.get_secret()
        answer.append((item.get_attributes(), value.get().decode() if value else None))
    return answer


def lock():
    service = Secret.Service.get_sync(Secret.ServiceFlags.LOAD_COLLECTIONS, None)
    service.lock_sync(service.get_collections(), None)
