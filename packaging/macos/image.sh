#!/bin/sh
# The disk image for macOS, from dist/MetsReview.app. Not run yet where this project is developed (Linux).
# Signed and notarised where SIGNING_IDENTITY and NOTARY_PROFILE name a certificate and a keychain profile; otherwise
# signed for this machine alone, and opened elsewhere by Control-click, Open.
set -eu
cd "$(dirname "$0")/../.."
version=${METSREVIEW_VERSION:?}
application=dist/MetsReview.app
image=dist/MetsReview-$version-$(uname -m).dmg

codesign --force --deep --options runtime --entitlements packaging/macos/entitlements.plist \
    --sign "${SIGNING_IDENTITY:--}" "$application"
codesign --verify --deep --strict "$application"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
ditto "$application" "$stage/MetsReview.app"
ln -s /Applications "$stage/Applications"
rm -f "$image"
hdiutil create -volname MetsReview -srcfolder "$stage" -format UDZO -ov "$image"

if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
