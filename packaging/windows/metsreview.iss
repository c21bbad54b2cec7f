; The installer for Windows: for one user, without an administrator. Not run yet where this project is developed (Linux).
; Silent: MetsReview-VERSION-setup.exe /VERYSILENT /SUPPRESSMSGBOXES /NORESTART
#define Version GetEnv("METSREVIEW_VERSION")

[Setup]
AppId={{6B0F3B0E-2D0B-4C57-9C1C-6C1C9E1D5A41}
AppName=MetsReview
AppVersion={#Version}
AppPublisher=MetsReview maintainers
DefaultDirName={autopf}\MetsReview
DefaultGroupName=MetsReview
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; Seen from this script's folder; every other path here is seen from the folder that it names.
SourceDir=..\..
LicenseFile=LICENSE
OutputDir=dist
OutputBaseFilename=MetsReview-{#Version}-setup
SetupIconFile=build\icons\metsreview.ico
UninstallDisplayIcon={app}\metsreview.exe
Compression=lzma2
SolidCompression=yes
ChangesAssociations=yes
WizardStyle=modern

[InstallDelete]
; Files of an earlier version must not mix with these. Reviews, settings and models lie elsewhere.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "dist\metsreview\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\MetsReview"; Filename: "{app}\metsreview.exe"
Name: "{autodesktop}\MetsReview"; Filename: "{app}\metsreview.exe"; Tasks: desktop

[Tasks]
Name: desktop; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Registry]
Root: HKA; Subkey: "Software\Classes\.mets\OpenWithProgids"; ValueType: string; ValueName: "MetsReview.model"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\MetsReview.model"; ValueType: string; ValueData: "MetsReview model package"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\MetsReview.model\DefaultIcon"; ValueType: string; ValueData: "{app}\metsreview.exe,0"
Root: HKA; Subkey: "Software\Classes\MetsReview.model\shell\open\command"; ValueType: string; ValueData: """{app}\metsreview.exe"" ""%1"""
Root: HKA; Subkey: "Software\Classes\.dcm\OpenWithProgids"; ValueType: string; ValueName: "MetsReview.image"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\MetsReview.image\shell\open\command"; ValueType: string; ValueData: """{app}\metsreview.exe"" ""%1"""; Flags: uninsdeletekey

[Run]
Filename: "{app}\metsreview.exe"; Description: "{cm:LaunchProgram,MetsReview}"; Flags: nowait postinstall skipifsilent
