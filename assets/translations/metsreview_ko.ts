<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>About</name>
    <message>
        <source>Version {version}</source>
        <translation>버전 {version}</translation>
    </message>
    <message>
        <source>Review of small brain metastases on MRI. Research software, not a medical device. Nothing leaves this computer unasked. Licence: Apache 2.0.</source>
        <translation>MRI에서 작은 뇌 전이를 검토합니다. 연구용 소프트웨어이며 의료기기가 아닙니다. 요청 없이는 아무것도 이 컴퓨터를 떠나지 않습니다. 라이선스: Apache 2.0.</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>사용한 라이브러리</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>모두 복사</translation>
    </message>
    <message>
        <source>Bill of materials</source>
        <translation>구성 명세(SBOM)</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>프로그램</translation>
    </message>
    <message>
        <source>run from source</source>
        <translation>소스에서 실행 중</translation>
    </message>
    <message>
        <source>Reviews, models, logs</source>
        <translation>판독, 모델, 로그</translation>
    </message>
    <message>
        <source>Run from source: each library&apos;s licence lies with it in .venv.</source>
        <translation>소스에서 실행 중: 각 라이브러리의 라이선스는 .venv 안에 함께 있습니다.</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>라이선스</translation>
    </message>
    <message>
        <source>Licence of {name}</source>
        <translation>{name}의 라이선스</translation>
    </message>
</context>
<context>
    <name>Announce</name>
    <message>
        <source>{number}, {name}, {status}, {volume} mm³, {longest} mm</source>
        <translation>{number}, {name}, {status}, {volume} mm³, {longest} mm</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>More</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>메시지 닫기</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
</context>
<context>
    <name>Blind</name>
    <message>
        <source>Blind reading</source>
        <translation>맹검 판독</translation>
    </message>
    <message>
        <source>The model&apos;s answer is hidden</source>
        <translation>모델 결과를 숨겼습니다</translation>
    </message>
    <message>
        <source>Reveal</source>
        <translation>공개</translation>
    </message>
</context>
<context>
    <name>Checks</name>
    <message>
        <source>Reviews</source>
        <translation>판독</translation>
    </message>
    <message>
        <source>cannot be saved</source>
        <translation>저장할 수 없음</translation>
    </message>
    <message>
        <source>{home} cannot be written ({reason}). Before lesions are found you are asked for another folder; images can be read without.</source>
        <translation>{home}에 쓸 수 없습니다({reason}). 병변을 찾기 전에 다른 폴더를 묻습니다. 영상은 그대로 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Made by {0}.</source>
        <translation>제조사: {0}.</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>시리즈 종류</translation>
    </message>
    <message>
        <source>Any other can be chosen.</source>
        <translation>다른 시리즈를 선택할 수 있습니다.</translation>
    </message>
    <message>
        <source>Picked for the model</source>
        <translation>모델용으로 선택된 이유</translation>
    </message>
    <message>
        <source>{0} more files, for {1}.</source>
        <translation>그 외 파일 {0}개: {1}.</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>제외된 항목</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>Accept, or restore in the second look</source>
        <translation>승인, 또는 재확인에서 복원</translation>
    </message>
    <message>
        <source>Reject, then 1 to 6 for the reason</source>
        <translation>제외, 이어서 1–6으로 사유 선택</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Mark all pending, for one judgement</source>
        <translation>미판정 모두 선택, 한 번에 판정</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Do again</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Lesions or Second look</source>
        <translation>병변 또는 재확인</translation>
    </message>
    <message>
        <source>Sort and filter the list</source>
        <translation>목록 정렬과 필터</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Find lesions, go on, end editing, open a tile</source>
        <translation>병변 찾기, 계속, 편집 끝내기, 타일 열기</translation>
    </message>
    <message>
        <source>Edit the contour</source>
        <translation>윤곽 편집</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>브러시</translation>
    </message>
    <message>
        <source>Add or erase</source>
        <translation>추가 또는 지우기</translation>
    </message>
    <message>
        <source>Slice or ball</source>
        <translation>단면 또는 구</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>브러시 작게</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>브러시 크게</translation>
    </message>
    <message>
        <source>Only what is brighter</source>
        <translation>더 밝은 곳만</translation>
    </message>
    <message>
        <source>Only signals like a sample: click or drag on one</source>
        <translation>표본과 비슷한 신호만: 표본을 누르거나 끌기</translation>
    </message>
    <message>
        <source>Take voxels from other lesions</source>
        <translation>다른 병변의 복셀 가져오기</translation>
    </message>
    <message>
        <source>Freehand outline</source>
        <translation>자유 윤곽</translation>
    </message>
    <message>
        <source>Polygon; Enter closes it</source>
        <translation>다각형, Enter로 닫기</translation>
    </message>
    <message>
        <source>Boundary, then the arrow keys</source>
        <translation>경계, 이어서 화살표 키</translation>
    </message>
    <message>
        <source>Grow by 0.1 mm</source>
        <translation>0.1 mm 확장</translation>
    </message>
    <message>
        <source>Shrink by 0.1 mm</source>
        <translation>0.1 mm 축소</translation>
    </message>
    <message>
        <source>Smooth, volume kept</source>
        <translation>매끄럽게, 부피 유지</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>구멍 메우기</translation>
    </message>
    <message>
        <source>Fill slices between drawn ones</source>
        <translation>그린 단면 사이 채우기</translation>
    </message>
    <message>
        <source>Split where it is narrow</source>
        <translation>좁은 곳에서 나누기</translation>
    </message>
    <message>
        <source>Cut along a line</source>
        <translation>선을 따라 자르기</translation>
    </message>
    <message>
        <source>Merge with the lesion clicked</source>
        <translation>클릭한 병변과 합치기</translation>
    </message>
    <message>
        <source>Move a part to another lesion: draw around it</source>
        <translation>일부를 다른 병변으로 옮기기: 둘레를 그리기</translation>
    </message>
    <message>
        <source>Add a lesion at the crosshair; while editing, where you click</source>
        <translation>십자선 위치에 병변 추가, 편집 중에는 클릭한 곳</translation>
    </message>
    <message>
        <source>Delete the lesion</source>
        <translation>병변 삭제</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>영상 보기</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>모아 보기</translation>
    </message>
    <message>
        <source>Hide contours while held</source>
        <translation>누르는 동안 윤곽 숨기기</translation>
    </message>
    <message>
        <source>Crosshair</source>
        <translation>십자선</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>윈도우</translation>
    </message>
    <message>
        <source>Measure; again for angles, Delete takes the last away</source>
        <translation>측정, 다시 누르면 각도, Delete로 마지막 것 삭제</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>확대</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>맞춤</translation>
    </message>
    <message>
        <source>Probe: what lies under the mouse</source>
        <translation>탐침: 마우스 아래의 값</translation>
    </message>
    <message>
        <source>Another series laid over, or not</source>
        <translation>다른 시리즈 겹치기 또는 끄기</translation>
    </message>
    <message>
        <source>Choose the other series</source>
        <translation>다른 시리즈 선택</translation>
    </message>
    <message>
        <source>Four views</source>
        <translation>네 화면</translation>
    </message>
    <message>
        <source>One large view and three</source>
        <translation>큰 화면 하나와 셋</translation>
    </message>
    <message>
        <source>Another series beside this one</source>
        <translation>다른 시리즈 나란히</translation>
    </message>
    <message>
        <source>Oblique along the lesion&apos;s axes, or 3D</source>
        <translation>병변 축을 따른 사위면 또는 3D</translation>
    </message>
    <message>
        <source>One large view; Tab shows the next</source>
        <translation>큰 화면 하나, 탭 키로 다음</translation>
    </message>
    <message>
        <source>Three planes beside each other</source>
        <translation>세 단면 나란히</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>폴더 열기…</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>파일 열기…</translation>
    </message>
    <message>
        <source>Retrieve from a node…</source>
        <translation>노드에서 가져오기…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Other series…</source>
        <translation>다른 시리즈…</translation>
    </message>
    <message>
        <source>Close study</source>
        <translation>검사 닫기</translation>
    </message>
    <message>
        <source>Reader&apos;s name…</source>
        <translation>판독자 이름…</translation>
    </message>
    <message>
        <source>Compare with another reader…</source>
        <translation>다른 판독자와 비교…</translation>
    </message>
    <message>
        <source>Blind first, or with the model at once</source>
        <translation>맹검 우선 또는 모델과 함께</translation>
    </message>
    <message>
        <source>Reveal the model&apos;s answer</source>
        <translation>모델 결과 공개</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>밝게 또는 어둡게</translation>
    </message>
    <message>
        <source>Radiological or neurological</source>
        <translation>영상의학 방향 또는 신경학 방향</translation>
    </message>
    <message>
        <source>Contours as outline or filled</source>
        <translation>윤곽을 선으로 또는 채워서</translation>
    </message>
    <message>
        <source>Window: automatic</source>
        <translation>윈도우: 자동</translation>
    </message>
    <message>
        <source>Window: bright</source>
        <translation>윈도우: 밝게</translation>
    </message>
    <message>
        <source>Window: high contrast</source>
        <translation>윈도우: 고대비</translation>
    </message>
    <message>
        <source>Window: enhancement</source>
        <translation>윈도우: 조영증강</translation>
    </message>
    <message>
        <source>Save a picture of the views…</source>
        <translation>화면 그림 저장…</translation>
    </message>
    <message>
        <source>Save a picture of the active view…</source>
        <translation>활성 보기의 그림 저장…</translation>
    </message>
    <message>
        <source>Save a picture of the window, without the patient&apos;s name…</source>
        <translation>창의 그림 저장, 환자 이름 없이…</translation>
    </message>
    <message>
        <source>Save a picture of the window, with the patient&apos;s name…</source>
        <translation>창의 그림 저장, 환자 이름 포함…</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>전체 단축키</translation>
    </message>
    <message>
        <source>Open the demo patient</source>
        <translation>데모 환자 열기</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>User&apos;s guide</source>
        <translation>사용 설명서</translation>
    </message>
    <message>
        <source>What this computer can run…</source>
        <translation>이 컴퓨터에서 실행할 수 있는 것…</translation>
    </message>
    <message>
        <source>Show where models lie</source>
        <translation>모델 폴더 보기</translation>
    </message>
    <message>
        <source>Show where logs lie</source>
        <translation>로그 폴더 보기</translation>
    </message>
    <message>
        <source>Last report of a crash…</source>
        <translation>마지막 비정상 종료 보고서…</translation>
    </message>
    <message>
        <source>About, licences…</source>
        <translation>정보, 라이선스…</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>새 창</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>메뉴</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>설정…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>Tile at the left</source>
        <translation>왼쪽 타일</translation>
    </message>
    <message>
        <source>Tile at the right</source>
        <translation>오른쪽 타일</translation>
    </message>
    <message>
        <source>Tile above</source>
        <translation>위쪽 타일</translation>
    </message>
    <message>
        <source>Tile below</source>
        <translation>아래쪽 타일</translation>
    </message>
    <message>
        <source>First tile</source>
        <translation>첫 타일</translation>
    </message>
    <message>
        <source>Last tile</source>
        <translation>마지막 타일</translation>
    </message>
    <message>
        <source>A window&apos;s height up</source>
        <translation>한 화면 위로</translation>
    </message>
    <message>
        <source>A window&apos;s height down</source>
        <translation>한 화면 아래로</translation>
    </message>
    <message>
        <source>No node is configured. Write one into {file}.</source>
        <translation>설정된 노드가 없습니다. {file}에 적으십시오.</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>Two readers</source>
        <translation>두 판독자</translation>
    </message>
    <message>
        <source>The other review is only looked at: nothing here changes it.</source>
        <translation>다른 판독은 보기만 합니다. 여기서는 바뀌지 않습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s answer</source>
        <translation>모델 결과</translation>
    </message>
    <message>
        <source>What you marked blind stays yours; what the model found alone is pending.</source>
        <translation>맹검으로 표시한 것은 그대로 남고, 모델만 찾은 것은 미판정입니다.</translation>
    </message>
    <message>
        <source>Other reader</source>
        <translation>다른 판독자</translation>
    </message>
    <message>
        <source>Show in the views</source>
        <translation>영상에서 보기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Found by</source>
        <translation>찾은 쪽</translation>
    </message>
    <message>
        <source>Judgement</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>Dice</source>
        <translation>Dice</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>둘 다</translation>
    </message>
    <message>
        <source>not marked</source>
        <translation>표시 없음</translation>
    </message>
    <message>
        <source>found</source>
        <translation>찾음</translation>
    </message>
    <message>
        <source>, edited</source>
        <translation>, 편집됨</translation>
    </message>
    <message>
        <source>Your review has no lesion there.</source>
        <translation>내 판독에는 그곳에 병변이 없습니다.</translation>
    </message>
    <message>
        <source>{first} and {second} have judged no place both</source>
        <translation>{first}와(과) {second}가 함께 판정한 곳이 없습니다</translation>
    </message>
    <message>
        <source>; Dice of what was accepted {dice:.2f}</source>
        <translation>; 승인된 것의 Dice {dice:.2f}</translation>
    </message>
    <message>
        <source>; {left} not judged by both yet</source>
        <translation>; {left}곳은 아직 둘 다 판정하지 않음</translation>
    </message>
    <message>
        <source>{first} and {second} agree on {same} of {judged} places{dice}{waiting}</source>
        <translation>{first}와(과) {second}: {judged}곳 중 {same}곳 일치{dice}{waiting}</translation>
    </message>
    <message>
        <source>Both found {both}; {first} alone {one}; the {lower} alone {other}</source>
        <translation>둘 다 {both}; {first}만 {one}; {lower}만 {other}</translation>
    </message>
    <message>
        <source>{first} alone</source>
        <translation>{first}만</translation>
    </message>
    <message>
        <source>{second} alone</source>
        <translation>{second}만</translation>
    </message>
    <message>
        <source>Places in both reviews</source>
        <translation>두 판독의 위치</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>pending</source>
        <translation>미판정</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>승인됨</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>제외됨</translation>
    </message>
    <message>
        <source>candidate</source>
        <translation>보류됨</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>편집됨</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>미판정</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>승인됨</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>제외됨</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>vessel</source>
        <translation>혈관</translation>
    </message>
    <message>
        <source>artefact</source>
        <translation>인공물</translation>
    </message>
    <message>
        <source>dura</source>
        <translation>경막</translation>
    </message>
    <message>
        <source>outside brain</source>
        <translation>뇌 바깥</translation>
    </message>
    <message>
        <source>old or treated</source>
        <translation>오래되었거나 치료됨</translation>
    </message>
    <message>
        <source>other</source>
        <translation>기타</translation>
    </message>
    <message>
        <source>too small</source>
        <translation>너무 작음</translation>
    </message>
    <message>
        <source>peak too low</source>
        <translation>최대값 낮음</translation>
    </message>
    <message>
        <source>marked blind too</source>
        <translation>맹검에서도 표시</translation>
    </message>
    <message>
        <source>under 10 mm</source>
        <translation>10 mm 미만</translation>
    </message>
    <message>
        <source>under 5 mm across</source>
        <translation>직각 방향 5 mm 미만</translation>
    </message>
    <message>
        <source>on one slice only</source>
        <translation>한 단면에만 있음</translation>
    </message>
    <message>
        <source>Brain stem</source>
        <translation>뇌간</translation>
    </message>
    <message>
        <source>Brain</source>
        <translation>뇌</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>검토</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>모아 보기</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message>
        <source>Lesions</source>
        <translation>병변</translation>
    </message>
    <message>
        <source>Second look</source>
        <translation>재확인</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>Prob.</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>last number first</source>
        <translation>번호 역순</translation>
    </message>
    <message>
        <source>by number</source>
        <translation>번호순</translation>
    </message>
    <message>
        <source>pending first</source>
        <translation>미판정 먼저</translation>
    </message>
    <message>
        <source>rejected first</source>
        <translation>제외 먼저</translation>
    </message>
    <message>
        <source>by position, backwards</source>
        <translation>위치 역순</translation>
    </message>
    <message>
        <source>by position</source>
        <translation>위치순</translation>
    </message>
    <message>
        <source>largest first</source>
        <translation>큰 것부터</translation>
    </message>
    <message>
        <source>smallest first</source>
        <translation>작은 것부터</translation>
    </message>
    <message>
        <source>longest first</source>
        <translation>긴 것부터</translation>
    </message>
    <message>
        <source>shortest first</source>
        <translation>짧은 것부터</translation>
    </message>
    <message>
        <source>most probable first</source>
        <translation>확률 높은 것부터</translation>
    </message>
    <message>
        <source>least probable first</source>
        <translation>확률 낮은 것부터</translation>
    </message>
    <message>
        <source>Accept (A)</source>
        <translation>승인 (A)</translation>
    </message>
    <message>
        <source>Reject (R)</source>
        <translation>제외 (R)</translation>
    </message>
    <message>
        <source>Restore (A)</source>
        <translation>복원 (A)</translation>
    </message>
    <message>
        <source>Axial</source>
        <translation>축상면</translation>
    </message>
    <message>
        <source>Coronal</source>
        <translation>관상면</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>시상면</translation>
    </message>
    <message>
        <source>axial</source>
        <translation>축상면</translation>
    </message>
    <message>
        <source>coronal</source>
        <translation>관상면</translation>
    </message>
    <message>
        <source>sagittal</source>
        <translation>시상면</translation>
    </message>
    <message>
        <source>Anterior left</source>
        <translation>좌전방</translation>
    </message>
    <message>
        <source>Radiological</source>
        <translation>영상의학 방향</translation>
    </message>
    <message>
        <source>Neurological</source>
        <translation>신경학 방향</translation>
    </message>
    <message>
        <source>Brain transparent</source>
        <translation>뇌 투명</translation>
    </message>
    <message>
        <source>No brain mask yet</source>
        <translation>아직 뇌 마스크 없음</translation>
    </message>
    <message>
        <source>Drag to turn, click a lesion</source>
        <translation>끌어서 회전, 병변을 눌러 선택</translation>
    </message>
    <message>
        <source>Drag to turn</source>
        <translation>끌어서 회전</translation>
    </message>
    <message>
        <source>Updating</source>
        <translation>갱신 중</translation>
    </message>
    <message>
        <source>outside the brain, {0} % inside</source>
        <translation>뇌 바깥, {0} %만 안쪽</translation>
    </message>
    <message>
        <source>{0} mm³, under {1} mm³</source>
        <translation>{0} mm³, {1} mm³ 미만</translation>
    </message>
    <message>
        <source>peak {0}, under {1}</source>
        <translation>최대 {0}, {1} 미만</translation>
    </message>
    <message>
        <source>peak {0}, at {1}</source>
        <translation>최대 {0}, 기준 {1}</translation>
    </message>
    <message>
        <source>Pending again</source>
        <translation>다시 미판정</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>복원됨</translation>
    </message>
    <message>
        <source>Read blind</source>
        <translation>맹검 판독</translation>
    </message>
    <message>
        <source>Model revealed</source>
        <translation>모델 결과 공개</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>실행 취소됨</translation>
    </message>
    <message>
        <source>Done again</source>
        <translation>다시 실행됨</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>매끄럽게</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>구멍 메우기</translation>
    </message>
    <message>
        <source>Interpolate</source>
        <translation>단면 사이 채우기</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>나누기</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>자르기</translation>
    </message>
    <message>
        <source>Add lesion</source>
        <translation>병변 추가</translation>
    </message>
    <message>
        <source>Grow {0} mm</source>
        <translation>{0} mm 확장</translation>
    </message>
    <message>
        <source>Shrink {0} mm</source>
        <translation>{0} mm 축소</translation>
    </message>
    <message>
        <source>Boundary {0} to {1}</source>
        <translation>경계 {0} → {1}</translation>
    </message>
    <message>
        <source>Back to its size</source>
        <translation>원래 크기로</translation>
    </message>
    <message>
        <source>Back to its size, pending again</source>
        <translation>원래 크기로, 다시 미판정</translation>
    </message>
    <message>
        <source>Merge {0} into {1}</source>
        <translation>{0}을(를) {1}에 합침</translation>
    </message>
    <message>
        <source>Merge {0} into {1}, pending again</source>
        <translation>{0}을(를) {1}에 합침, 다시 미판정</translation>
    </message>
    <message>
        <source>Move a part of {0} to {1}</source>
        <translation>{0} 일부를 {1}(으)로 옮김</translation>
    </message>
    <message>
        <source>Move a part of {0} to {1}, pending again</source>
        <translation>{0} 일부를 {1}(으)로 옮김, 다시 미판정</translation>
    </message>
    <message>
        <source>Delete {0}</source>
        <translation>{0} 삭제</translation>
    </message>
    <message>
        <source>Brush, add {0} mm</source>
        <translation>브러시, {0} mm 추가</translation>
    </message>
    <message>
        <source>Brush, take away {0} mm</source>
        <translation>브러시, {0} mm 지움</translation>
    </message>
    <message>
        <source>Brush, add ball {0} mm</source>
        <translation>브러시, 구 {0} mm 추가</translation>
    </message>
    <message>
        <source>Brush, take away ball {0} mm</source>
        <translation>브러시, 구 {0} mm 지움</translation>
    </message>
    <message>
        <source>Freehand, add</source>
        <translation>자유 윤곽, 추가</translation>
    </message>
    <message>
        <source>Freehand, take away</source>
        <translation>자유 윤곽, 지움</translation>
    </message>
    <message>
        <source>Polygon, add</source>
        <translation>다각형, 추가</translation>
    </message>
    <message>
        <source>Polygon, take away</source>
        <translation>다각형, 지움</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>처음 상태</translation>
    </message>
    <message>
        <source>RT Structure Set</source>
        <translation>RT Structure Set</translation>
    </message>
    <message>
        <source>Segmentation</source>
        <translation>분할 (SEG)</translation>
    </message>
    <message>
        <source>Measurement report</source>
        <translation>측정 보고서</translation>
    </message>
    <message>
        <source>Structured report</source>
        <translation>구조화 보고서</translation>
    </message>
    <message>
        <source>Secondary capture</source>
        <translation>2차 캡처</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>report</source>
        <translation>보고서</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>저장됨</translation>
    </message>
    <message>
        <source>Stored, with a warning</source>
        <translation>저장됨, 경고 있음</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>Report to read</source>
        <translation>읽는 보고서</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Label map</source>
        <translation>레이블 맵</translation>
    </message>
    <message>
        <source>Surfaces</source>
        <translation>표면</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>모아 보기</translation>
    </message>
    <message>
        <source>Slice thickness</source>
        <translation>단면 두께</translation>
    </message>
    <message>
        <source>Pixel size</source>
        <translation>픽셀 크기</translation>
    </message>
    <message>
        <source>Spacing</source>
        <translation>간격</translation>
    </message>
    <message>
        <source>Part of a series</source>
        <translation>시리즈의 일부</translation>
    </message>
    <message>
        <source>{0} other images of the series lie between these or go on where they end: lesions may be on them.</source>
        <translation>이 시리즈의 다른 영상 {0}장이 이 단면들 사이나 그 끝 너머에 있습니다: 그곳에 병변이 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>방향</translation>
    </message>
    <message>
        <source>Frame of reference</source>
        <translation>기준 좌표계</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>시퀀스</translation>
    </message>
    <message>
        <source>Contrast agent</source>
        <translation>조영제</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>촬영 범위</translation>
    </message>
    <message>
        <source>Age of the scan</source>
        <translation>촬영 경과</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>볼륨</translation>
    </message>
    <message>
        <source>at most {0}</source>
        <translation>최대 {0}</translation>
    </message>
    <message>
        <source>at least {0}</source>
        <translation>최소 {0}</translation>
    </message>
    <message>
        <source>at most {0} days</source>
        <translation>최대 {0}일</translation>
    </message>
    <message>
        <source>{0} days</source>
        <translation>{0}일</translation>
    </message>
    <message>
        <source>{0} day</source>
        <translation>{0}일</translation>
    </message>
    <message>
        <source>even, no gaps, {0} slices</source>
        <translation>고르고 빈틈 없음, {0}장</translation>
    </message>
    <message>
        <source>one</source>
        <translation>하나</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>기록 없음</translation>
    </message>
    <message>
        <source>by the series&apos; name</source>
        <translation>시리즈 이름에 따름</translation>
    </message>
    <message>
        <source>{0} mm from top to bottom</source>
        <translation>위아래 {0} mm</translation>
    </message>
    <message>
        <source>volume</source>
        <translation>볼륨</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>날짜 없음</translation>
    </message>
    <message>
        <source>Slices {0} mm</source>
        <translation>단면 {0} mm</translation>
    </message>
    <message>
        <source>Pixels {0} mm</source>
        <translation>픽셀 {0} mm</translation>
    </message>
    <message>
        <source>No frame of reference</source>
        <translation>기준 좌표계 없음</translation>
    </message>
    <message>
        <source>Sequence unknown</source>
        <translation>시퀀스 알 수 없음</translation>
    </message>
    <message>
        <source>Not T1</source>
        <translation>T1 아님</translation>
    </message>
    <message>
        <source>No contrast recorded</source>
        <translation>조영제 기록 없음</translation>
    </message>
    <message>
        <source>Head incomplete</source>
        <translation>머리 일부 없음</translation>
    </message>
    <message>
        <source>No date</source>
        <translation>날짜 없음</translation>
    </message>
    <message>
        <source>Scan {0} days old</source>
        <translation>{0}일 전 촬영</translation>
    </message>
    <message>
        <source>Date ahead</source>
        <translation>미래 날짜</translation>
    </message>
    <message>
        <source>Slices are {0} mm thick: small lesions may be missed, volumes are coarse.</source>
        <translation>단면 두께가 {0} mm입니다. 작은 병변을 놓칠 수 있고 부피가 거칩니다.</translation>
    </message>
    <message>
        <source>Pixels are {0} mm wide.</source>
        <translation>픽셀 너비가 {0} mm입니다.</translation>
    </message>
    <message>
        <source>No frame of reference is recorded: contours cannot be attached to the images in a planning system.</source>
        <translation>기준 좌표계가 없어 치료계획 시스템에서 윤곽을 영상에 붙일 수 없습니다.</translation>
    </message>
    <message>
        <source>The model was trained on T1 with contrast.</source>
        <translation>모델은 조영증강 T1으로 학습되었습니다.</translation>
    </message>
    <message>
        <source>No contrast agent is recorded: metastases may not be visible.</source>
        <translation>조영제 기록이 없어 전이가 보이지 않을 수 있습니다.</translation>
    </message>
    <message>
        <source>The images cover {0} mm from top to bottom: part of the brain is likely missing.</source>
        <translation>영상이 위아래 {0} mm만 담아 뇌 일부가 빠졌을 수 있습니다.</translation>
    </message>
    <message>
        <source>The scan has no date.</source>
        <translation>촬영 날짜가 없습니다.</translation>
    </message>
    <message>
        <source>The scan is {0} days old: metastases may have grown since.</source>
        <translation>{0}일 전 촬영입니다. 그동안 전이가 자랐을 수 있습니다.</translation>
    </message>
    <message>
        <source>The scan&apos;s date lies ahead.</source>
        <translation>촬영 날짜가 미래입니다.</translation>
    </message>
    <message>
        <source>{0} slices missing</source>
        <translation>{0}장 빠짐</translation>
    </message>
    <message>
        <source>{0} slice missing</source>
        <translation>{0}장 빠짐</translation>
    </message>
    <message>
        <source>This series lacks {0} of {1} slices.</source>
        <translation>이 시리즈는 {1}장 중 {0}장이 빠졌습니다.</translation>
    </message>
    <message>
        <source>Ask for it to be sent again.</source>
        <translation>다시 보내 달라고 하세요.</translation>
    </message>
    <message>
        <source>F</source>
        <translation>여</translation>
    </message>
    <message>
        <source>M</source>
        <translation>남</translation>
    </message>
    <message>
        <source>O</source>
        <translation>기타</translation>
    </message>
    <message>
        <source>{0} y</source>
        <translation>{0}세</translation>
    </message>
    <message>
        <source>{0} m</source>
        <translation>{0}개월</translation>
    </message>
    <message>
        <source>{0} w</source>
        <translation>{0}주</translation>
    </message>
    <message>
        <source>{0} d</source>
        <translation>{0}일</translation>
    </message>
    <message>
        <source>Superior</source>
        <translation>상방</translation>
    </message>
    <message>
        <source>Inferior</source>
        <translation>하방</translation>
    </message>
    <message>
        <source>Anterior</source>
        <translation>전방</translation>
    </message>
    <message>
        <source>Posterior</source>
        <translation>후방</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>좌측</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>우측</translation>
    </message>
    <message>
        <source>Left cerebellar</source>
        <translation>좌측 소뇌</translation>
    </message>
    <message>
        <source>Left thalamus</source>
        <translation>좌측 시상</translation>
    </message>
    <message>
        <source>Left basal ganglia</source>
        <translation>좌측 기저핵</translation>
    </message>
    <message>
        <source>Left temporal</source>
        <translation>좌측 측두엽</translation>
    </message>
    <message>
        <source>Left occipital</source>
        <translation>좌측 후두엽</translation>
    </message>
    <message>
        <source>Left parietal</source>
        <translation>좌측 두정엽</translation>
    </message>
    <message>
        <source>Left hemisphere</source>
        <translation>좌측 대뇌반구</translation>
    </message>
    <message>
        <source>Left frontal</source>
        <translation>좌측 전두엽</translation>
    </message>
    <message>
        <source>Right cerebellar</source>
        <translation>우측 소뇌</translation>
    </message>
    <message>
        <source>Right thalamus</source>
        <translation>우측 시상</translation>
    </message>
    <message>
        <source>Right basal ganglia</source>
        <translation>우측 기저핵</translation>
    </message>
    <message>
        <source>Right temporal</source>
        <translation>우측 측두엽</translation>
    </message>
    <message>
        <source>Right occipital</source>
        <translation>우측 후두엽</translation>
    </message>
    <message>
        <source>Right parietal</source>
        <translation>우측 두정엽</translation>
    </message>
    <message>
        <source>Right hemisphere</source>
        <translation>우측 대뇌반구</translation>
    </message>
    <message>
        <source>Right frontal</source>
        <translation>우측 전두엽</translation>
    </message>
    <message>
        <source>Outside the brain</source>
        <translation>뇌 바깥</translation>
    </message>
    <message>
        <source>Midline cerebellar</source>
        <translation>중앙 소뇌</translation>
    </message>
    <message>
        <source>Midline thalamus</source>
        <translation>중앙 시상</translation>
    </message>
    <message>
        <source>Midline basal ganglia</source>
        <translation>중앙 기저핵</translation>
    </message>
    <message>
        <source>Midline temporal</source>
        <translation>중앙 측두엽</translation>
    </message>
    <message>
        <source>Midline occipital</source>
        <translation>중앙 후두엽</translation>
    </message>
    <message>
        <source>Midline parietal</source>
        <translation>중앙 두정엽</translation>
    </message>
    <message>
        <source>Midline hemisphere</source>
        <translation>중앙 대뇌반구</translation>
    </message>
    <message>
        <source>Midline frontal</source>
        <translation>중앙 전두엽</translation>
    </message>
    <message>
        <source>Rejected, vessel</source>
        <translation>제외됨, 혈관</translation>
    </message>
    <message>
        <source>Rejected, artefact</source>
        <translation>제외됨, 인공물</translation>
    </message>
    <message>
        <source>Rejected, dura</source>
        <translation>제외됨, 경막</translation>
    </message>
    <message>
        <source>Rejected, outside brain</source>
        <translation>제외됨, 뇌 바깥</translation>
    </message>
    <message>
        <source>Rejected, old or treated</source>
        <translation>제외됨, 오래되었거나 치료됨</translation>
    </message>
    <message>
        <source>Rejected, other</source>
        <translation>제외됨, 기타</translation>
    </message>
    <message>
        <source>Right anterior</source>
        <translation>우전방</translation>
    </message>
    <message>
        <source>Right posterior</source>
        <translation>우후방</translation>
    </message>
    <message>
        <source>Right inferior</source>
        <translation>우하방</translation>
    </message>
    <message>
        <source>Right superior</source>
        <translation>우상방</translation>
    </message>
    <message>
        <source>Left anterior</source>
        <translation>좌전방</translation>
    </message>
    <message>
        <source>Left posterior</source>
        <translation>좌후방</translation>
    </message>
    <message>
        <source>Left inferior</source>
        <translation>좌하방</translation>
    </message>
    <message>
        <source>Left superior</source>
        <translation>좌상방</translation>
    </message>
    <message>
        <source>Anterior right</source>
        <translation>우전방</translation>
    </message>
    <message>
        <source>Anterior inferior</source>
        <translation>전방 하방</translation>
    </message>
    <message>
        <source>Anterior superior</source>
        <translation>전방 상방</translation>
    </message>
    <message>
        <source>Posterior right</source>
        <translation>우후방</translation>
    </message>
    <message>
        <source>Posterior left</source>
        <translation>좌후방</translation>
    </message>
    <message>
        <source>Posterior inferior</source>
        <translation>후방 하방</translation>
    </message>
    <message>
        <source>Posterior superior</source>
        <translation>후방 상방</translation>
    </message>
    <message>
        <source>Inferior right</source>
        <translation>우하방</translation>
    </message>
    <message>
        <source>Inferior left</source>
        <translation>좌하방</translation>
    </message>
    <message>
        <source>Inferior anterior</source>
        <translation>하방 전방</translation>
    </message>
    <message>
        <source>Inferior posterior</source>
        <translation>하방 후방</translation>
    </message>
    <message>
        <source>Superior right</source>
        <translation>우상방</translation>
    </message>
    <message>
        <source>Superior left</source>
        <translation>좌상방</translation>
    </message>
    <message>
        <source>Superior anterior</source>
        <translation>상방 전방</translation>
    </message>
    <message>
        <source>Superior posterior</source>
        <translation>상방 후방</translation>
    </message>
    <message>
        <source>both accepted</source>
        <translation>모두 승인</translation>
    </message>
    <message>
        <source>both rejected</source>
        <translation>모두 제외</translation>
    </message>
    <message>
        <source>not judged by both</source>
        <translation>둘 다 판정하지는 않음</translation>
    </message>
    <message>
        <source>Chosen: the only series that can be used</source>
        <translation>선택됨: 쓸 수 있는 유일한 시리즈</translation>
    </message>
    <message>
        <source>Chosen: {0}D T{1} with contrast, thinnest slices</source>
        <translation>선택됨: 조영증강 {0}D T{1}, 가장 얇은 단면</translation>
    </message>
    <message>
        <source>Whole series</source>
        <translation>시리즈 전체</translation>
    </message>
    <message>
        <source>May be lossy</source>
        <translation>손실 압축일 수 있음</translation>
    </message>
    <message>
        <source>Whether the images were compressed with loss is not recorded: their form allows both.</source>
        <translation>손실 압축 여부가 기록되어 있지 않습니다. 이 형식은 둘 다 가능합니다.</translation>
    </message>
    <message>
        <source>nothing missing is known</source>
        <translation>빠진 것 없음</translation>
    </message>
    <message>
        <source>{0} files not read</source>
        <translation>읽지 못한 파일 {0}개</translation>
    </message>
    <message>
        <source>{0} images not here</source>
        <translation>빠진 영상 {0}장</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>값</translation>
    </message>
    <message>
        <source>one value</source>
        <translation>한 가지 값</translation>
    </message>
    <message>
        <source>{0} values</source>
        <translation>{0}가지 값</translation>
    </message>
    <message>
        <source>Nothing to see</source>
        <translation>보이는 것 없음</translation>
    </message>
    <message>
        <source>May be labels</source>
        <translation>라벨일 수 있음</translation>
    </message>
    <message>
        <source>several days</source>
        <translation>여러 날</translation>
    </message>
    <message>
        <source>Several days</source>
        <translation>여러 날</translation>
    </message>
    <message>
        <source>{0} in another study</source>
        <translation>다른 검사에 {0}장</translation>
    </message>
    <message>
        <source>Series in two studies</source>
        <translation>두 검사에 걸친 시리즈</translation>
    </message>
    <message>
        <source>{0} images with this series&apos; number are in another study here: they may belong to it.</source>
        <translation>이 시리즈와 번호가 같은 영상 {0}장이 여기 다른 검사에 있습니다. 이 시리즈의 것일 수 있습니다.</translation>
    </message>
    <message>
        <source>The slices that were looked at have one value throughout: nothing can be seen on them.</source>
        <translation>살펴본 단면은 모두 한 가지 값입니다. 아무것도 보이지 않습니다.</translation>
    </message>
    <message>
        <source>The slices that were looked at hold {0} values alone, as a label map does: it may be no image.</source>
        <translation>살펴본 단면에는 라벨 맵처럼 {0}가지 값만 있습니다. 영상이 아닐 수 있습니다.</translation>
    </message>
    <message>
        <source>the values of the first, the last and five middle slices</source>
        <translation>첫 단면, 마지막 단면, 가운데 다섯 단면의 값</translation>
    </message>
    <message>
        <source>Files not read</source>
        <translation>읽지 못한 파일</translation>
    </message>
    <message>
        <source>Images missing</source>
        <translation>빠진 영상</translation>
    </message>
    <message>
        <source>{0} files beside these images could not be read: slices may be missing. Copy them again.</source>
        <translation>이 영상 옆의 파일 {0}개를 읽지 못했습니다. 단면이 빠졌을 수 있습니다. 다시 복사하세요.</translation>
    </message>
    <message>
        <source>By the series&apos; own numbers {0} images of it are not here: part of the head may be missing.</source>
        <translation>시리즈의 번호로 보아 영상 {0}장이 없습니다. 머리 일부가 빠졌을 수 있습니다.</translation>
    </message>
    <message>
        <source>Sides of the head</source>
        <translation>머리의 양옆</translation>
    </message>
    <message>
        <source>within the slices</source>
        <translation>단면 안에 있음</translation>
    </message>
    <message>
        <source>The images end within the head: lesions beyond their first or last slice are not in them.</source>
        <translation>영상이 머리 안에서 끝납니다. 첫 단면이나 마지막 단면 너머의 병변은 들어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Head cut</source>
        <translation>머리 잘림</translation>
    </message>
    <message>
        <source>Chosen: {0}D T{1}, no contrast recorded, thinnest slices</source>
        <translation>선택됨: {0}D T{1}, 조영제 기록 없음, 가장 얇은 단면</translation>
    </message>
    <message>
        <source>Chosen: T{0} with contrast, thinnest slices</source>
        <translation>선택됨: 조영증강 T{0}, 가장 얇은 단면</translation>
    </message>
    <message>
        <source>Chosen: {0}D T{1} with contrast</source>
        <translation>선택됨: 조영증강 {0}D T{1}</translation>
    </message>
    <message>
        <source>{0}D T{1} with contrast</source>
        <translation>조영증강 {0}D T{1}</translation>
    </message>
    <message>
        <source>oblique</source>
        <translation>사면</translation>
    </message>
    <message>
        <source>Oblique</source>
        <translation>사면</translation>
    </message>
    <message>
        <source>sagittal, tilt {0}°</source>
        <translation>시상면, 기울기 {0}°</translation>
    </message>
    <message>
        <source>coronal, tilt {0}°</source>
        <translation>관상면, 기울기 {0}°</translation>
    </message>
    <message>
        <source>axial, tilt {0}°</source>
        <translation>축상면, 기울기 {0}°</translation>
    </message>
    <message>
        <source>length of names</source>
        <translation>이름의 길이</translation>
    </message>
    <message>
        <source>characters of names</source>
        <translation>이름에 쓰는 문자</translation>
    </message>
    <message>
        <source>approved structure sets</source>
        <translation>승인된 구조 세트</translation>
    </message>
    <message>
        <source>number of structures</source>
        <translation>구조의 수</translation>
    </message>
    <message>
        <source>points in a contour</source>
        <translation>윤곽 하나의 점</translation>
    </message>
    <message>
        <source>how holes are written</source>
        <translation>구멍을 쓰는 방식</translation>
    </message>
    <message>
        <source>transfer syntax</source>
        <translation>전송 구문</translation>
    </message>
    <message>
        <source>Generic</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>unknown sequence</source>
        <translation>알 수 없는 시퀀스</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>localiser</source>
        <translation>위치 결정 영상</translation>
    </message>
    <message>
        <source>calibration</source>
        <translation>보정 영상</translation>
    </message>
    <message>
        <source>angiography</source>
        <translation>혈관 조영</translation>
    </message>
    <message>
        <source>echo-planar</source>
        <translation>에코 평면</translation>
    </message>
    <message>
        <source>with contrast</source>
        <translation>조영증강</translation>
    </message>
    <message>
        <source>this application&apos;s own rule: the longest short string (SH) of DICOM PS3.5; ROI names may have 64</source>
        <translation>이 프로그램의 규칙: DICOM PS3.5의 가장 긴 짧은 문자열(SH). ROI 이름은 64자까지 가능</translation>
    </message>
    <message>
        <source>this application&apos;s own rule: letters, digits, _ and - are plain everywhere</source>
        <translation>이 프로그램의 규칙: 글자, 숫자, _, -는 어디서나 통함</translation>
    </message>
    <message>
        <source>DICOM PS3.3, approval module</source>
        <translation>DICOM PS3.3의 승인 모듈</translation>
    </message>
    <message>
        <source>PTV_{0} is cut off where the images end.</source>
        <translation>PTV_{0}이(가) 영상이 끝나는 곳에서 잘립니다.</translation>
    </message>
    <message>
        <source>Holes are contours of their own (CLOSEDPLANAR_XOR): a program that does not know these leaves the whole structure out.</source>
        <translation>구멍을 별도의 윤곽선(CLOSEDPLANAR_XOR)으로 썼습니다: 이를 모르는 프로그램은 구조물 전체를 빠뜨립니다.</translation>
    </message>
    <message>
        <source>A margin of {0} mm adds nothing where voxels are {1} mm long.</source>
        <translation>{0} mm 여백은 복셀 길이가 {1} mm인 방향으로는 아무것도 더하지 않습니다.</translation>
    </message>
    <message>
        <source>Give {0} to {1} mm.</source>
        <translation>{0}~{1} mm를 입력하세요.</translation>
    </message>
    <message>
        <source>how this application writes them; independent readers (tests/peers) give the voxels back</source>
        <translation>이 프로그램이 쓰는 방식: 독립된 판독기들이 복셀을 그대로 되돌림</translation>
    </message>
    <message>
        <source>DICOM PS3.5: every system takes implicit, nearly all explicit, which is written where a contour fits</source>
        <translation>DICOM PS3.5: 모든 시스템이 implicit을, 대부분 explicit을 받음. 윤곽이 들어가면 explicit으로 씀</translation>
    </message>
    <message>
        <source>Finding the brain</source>
        <translation>뇌 찾는 중</translation>
    </message>
    <message>
        <source>Finding lesions</source>
        <translation>병변 찾는 중</translation>
    </message>
    <message>
        <source>Looking again at what was found</source>
        <translation>찾은 것 다시 보는 중</translation>
    </message>
    <message>
        <source>Registering the sequences</source>
        <translation>시퀀스 정합 중</translation>
    </message>
    <message>
        <source>Loading the other sequences</source>
        <translation>다른 시퀀스 불러오는 중</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>시퀀스</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Sequence missing</source>
        <translation>시퀀스 없음</translation>
    </message>
    <message>
        <source>Another sequence</source>
        <translation>다른 시퀀스</translation>
    </message>
    <message>
        <source>Between slices</source>
        <translation>단면 사이</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>압축</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>움직임</translation>
    </message>
    <message>
        <source>Top of the head</source>
        <translation>머리 꼭대기</translation>
    </message>
    <message>
        <source>no gap</source>
        <translation>틈 없음</translation>
    </message>
    <message>
        <source>{0} mm gap</source>
        <translation>{0} mm 틈</translation>
    </message>
    <message>
        <source>at most {0}% of the thickness</source>
        <translation>두께의 {0}% 이하</translation>
    </message>
    <message>
        <source>thickness not recorded</source>
        <translation>두께가 기록되지 않음</translation>
    </message>
    <message>
        <source>none, or lossless</source>
        <translation>없음 또는 무손실</translation>
    </message>
    <message>
        <source>lossy</source>
        <translation>손실 압축</translation>
    </message>
    <message>
        <source>lossless</source>
        <translation>무손실</translation>
    </message>
    <message>
        <source>Lossy images</source>
        <translation>손실 압축 영상</translation>
    </message>
    <message>
        <source>Gaps of {0} mm</source>
        <translation>틈 {0} mm</translation>
    </message>
    <message>
        <source>Between slices {0} mm were not scanned: small lesions may lie there unseen.</source>
        <translation>단면 사이 {0} mm는 촬영되지 않았습니다. 작은 병변이 보이지 않을 수 있습니다.</translation>
    </message>
    <message>
        <source>The images were compressed with loss: faint lesions may be blurred, values are not the scanner&apos;s.</source>
        <translation>영상이 손실 압축되었습니다. 희미한 병변이 흐려질 수 있고, 값은 장비의 원래 값이 아닙니다.</translation>
    </message>
    <message>
        <source>ghosts {0}%</source>
        <translation>고스트 {0}%</translation>
    </message>
    <message>
        <source>at most {0}% of the head&apos;s signal, or under {1} times the other direction&apos;s</source>
        <translation>머리 신호의 {0}% 이하, 또는 다른 방향의 {1}배 미만</translation>
    </message>
    <message>
        <source>cannot be told: no air around the head</source>
        <translation>알 수 없음: 머리 주위에 공기가 없음</translation>
    </message>
    <message>
        <source>Ghosts of {0}% of the head&apos;s signal lie beside it, as motion leaves them: look for blur.</source>
        <translation>머리 옆에 머리 신호의 {0}%인 고스트가 있습니다. 움직임이 남기는 것이니 흐림이 있는지 살피십시오.</translation>
    </message>
    <message>
        <source>Motion ghosts</source>
        <translation>움직임 고스트</translation>
    </message>
    <message>
        <source>{0}% of the head&apos;s size</source>
        <translation>머리 크기의 {0}%</translation>
    </message>
    <message>
        <source>at most {0}%</source>
        <translation>{0}% 이하</translation>
    </message>
    <message>
        <source>Top of head cut</source>
        <translation>머리 꼭대기 잘림</translation>
    </message>
    <message>
        <source>The images end below the top of the head: lesions there are not in them.</source>
        <translation>영상이 머리 꼭대기 아래에서 끝납니다. 그곳의 병변은 영상에 없습니다.</translation>
    </message>
    <message>
        <source>Contrast unclear</source>
        <translation>조영 여부 불분명</translation>
    </message>
    <message>
        <source>recorded, the name says without</source>
        <translation>기록됨, 이름은 없음으로 표시</translation>
    </message>
    <message>
        <source>A contrast agent is recorded, but the series&apos; name says without: metastases may not be visible.</source>
        <translation>조영제가 기록되어 있으나 시리즈 이름은 조영 전이라고 합니다. 전이가 보이지 않을 수 있습니다.</translation>
    </message>
    <message>
        <source>Not FLAIR</source>
        <translation>FLAIR 아님</translation>
    </message>
    <message>
        <source>Not T2</source>
        <translation>T2 아님</translation>
    </message>
    <message>
        <source>The model was trained on FLAIR.</source>
        <translation>모델은 FLAIR로 학습되었습니다.</translation>
    </message>
    <message>
        <source>The model was trained on T2.</source>
        <translation>모델은 T2로 학습되었습니다.</translation>
    </message>
    <message>
        <source>The model was trained on T1.</source>
        <translation>모델은 T1으로 학습되었습니다.</translation>
    </message>
    <message>
        <source>the model names none</source>
        <translation>모델이 정하지 않음</translation>
    </message>
    <message>
        <source>steady state</source>
        <translation>정상 상태 시퀀스</translation>
    </message>
    <message>
        <source>phase image</source>
        <translation>위상 영상</translation>
    </message>
    <message>
        <source>part of a complex image</source>
        <translation>복소 영상의 일부</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>화면 그림</translation>
    </message>
    <message>
        <source>white matter nulled</source>
        <translation>백질 억제 영상</translation>
    </message>
    <message>
        <source>subtraction</source>
        <translation>감산 영상</translation>
    </message>
    <message>
        <source>projection</source>
        <translation>투영 영상</translation>
    </message>
    <message>
        <source>perfusion</source>
        <translation>관류</translation>
    </message>
    <message>
        <source>diffusion</source>
        <translation>확산</translation>
    </message>
    <message>
        <source>proton density</source>
        <translation>양성자 밀도</translation>
    </message>
    <message>
        <source>Mosaic</source>
        <translation>모자이크</translation>
    </message>
    <message>
        <source>Not a volume</source>
        <translation>볼륨 아님</translation>
    </message>
    <message>
        <source>Colour images</source>
        <translation>컬러 영상</translation>
    </message>
    <message>
        <source>No MR images</source>
        <translation>MR 영상 아님</translation>
    </message>
    <message>
        <source>Slices repeat</source>
        <translation>단면 중복</translation>
    </message>
    <message>
        <source>Uneven slices</source>
        <translation>단면 간격 불균일</translation>
    </message>
    <message>
        <source>Tilted slices</source>
        <translation>기울어진 단면</translation>
    </message>
    <message>
        <source>Mixed frames</source>
        <translation>기준 좌표 혼재</translation>
    </message>
    <message>
        <source>Mixed patients</source>
        <translation>환자 혼재</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>손상됨</translation>
    </message>
    <message>
        <source>No position</source>
        <translation>위치 없음</translation>
    </message>
    <message>
        <source>No orientation</source>
        <translation>방향 없음</translation>
    </message>
    <message>
        <source>No pixel spacing</source>
        <translation>픽셀 간격 없음</translation>
    </message>
    <message>
        <source>CT, not MR</source>
        <translation>MR이 아닌 CT</translation>
    </message>
    <message>
        <source>Multi-frame</source>
        <translation>다중 프레임</translation>
    </message>
    <message>
        <source>Parts missing</source>
        <translation>일부 누락</translation>
    </message>
    <message>
        <source>Inverted</source>
        <translation>반전됨</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>너무 큼</translation>
    </message>
    <message>
        <source>Bad orientation</source>
        <translation>잘못된 방향</translation>
    </message>
    <message>
        <source>Bad rescale</source>
        <translation>잘못된 값 변환</translation>
    </message>
    <message>
        <source>This series is CT, not MR.</source>
        <translation>이 시리즈는 MR이 아니라 CT입니다.</translation>
    </message>
    <message>
        <source>Choose an MR series.</source>
        <translation>MR 시리즈를 고르십시오.</translation>
    </message>
    <message>
        <source>Choose a 3D T1 series.</source>
        <translation>3D T1 시리즈를 고르십시오.</translation>
    </message>
    <message>
        <source>Choose the series as the scanner made it.</source>
        <translation>장비가 만든 원래 시리즈를 고르십시오.</translation>
    </message>
    <message>
        <source>Have it sent as classic MR images.</source>
        <translation>일반 MR 영상으로 다시 받으십시오.</translation>
    </message>
    <message>
        <source>Ask for a series without tilt.</source>
        <translation>기울이지 않은 시리즈를 요청하십시오.</translation>
    </message>
    <message>
        <source>This series is a mosaic: its slices are tiles of one image.</source>
        <translation>이 시리즈는 모자이크입니다. 단면들이 한 영상의 조각으로 들어 있습니다.</translation>
    </message>
    <message>
        <source>This series has only one slice of one kind and direction, which make no volume.</source>
        <translation>이 시리즈에는 같은 종류와 방향의 단면이 하나뿐이어서 볼륨이 되지 않습니다.</translation>
    </message>
    <message>
        <source>This series has only {0} slices of one kind and direction, which make no volume.</source>
        <translation>이 시리즈에는 같은 종류와 방향의 단면이 {0}개뿐이어서 볼륨이 되지 않습니다.</translation>
    </message>
    <message>
        <source>These {0} images differ in direction or kind and make no volume.</source>
        <translation>이 영상 {0}장은 방향이나 종류가 서로 달라 볼륨이 되지 않습니다.</translation>
    </message>
    <message>
        <source>This series lacks {0} of {1} slices: slice {2}.</source>
        <translation>이 시리즈는 단면 {1}개 중 {0}개가 없습니다: 단면 {2}.</translation>
    </message>
    <message>
        <source>This series holds colour images, not a volume.</source>
        <translation>이 시리즈는 볼륨이 아니라 컬러 영상입니다.</translation>
    </message>
    <message>
        <source>This series mixes images of {0} patients.</source>
        <translation>이 시리즈에는 환자 {0}명의 영상이 섞여 있습니다.</translation>
    </message>
    <message>
        <source>This series mixes frames of reference between its slices.</source>
        <translation>이 시리즈는 단면마다 기준 좌표계가 다릅니다.</translation>
    </message>
    <message>
        <source>This series is tilted (gantry tilt): slices shift sideways by {0} mm at slice {1}.</source>
        <translation>이 시리즈는 기울어져 있습니다(갠트리 틸트). 단면 {1}에서 옆으로 {0} mm 어긋납니다.</translation>
    </message>
    <message>
        <source>This series is tilted (gantry tilt): slices shift sideways by {0} mm from each to the next.</source>
        <translation>이 시리즈는 기울어져 있습니다(갠트리 틸트). 단면마다 옆으로 {0} mm씩 어긋납니다.</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>환자</translation>
    </message>
    <message>
        <source>one in this study</source>
        <translation>이 검사에 한 명</translation>
    </message>
    <message>
        <source>Two patients, one study</source>
        <translation>한 검사에 환자 둘</translation>
    </message>
    <message>
        <source>No patient recorded</source>
        <translation>환자 기록 없음</translation>
    </message>
    <message>
        <source>Numbers twice</source>
        <translation>번호 중복</translation>
    </message>
    <message>
        <source>{0} numbers twice</source>
        <translation>번호 {0}개 중복</translation>
    </message>
    <message>
        <source>{0} image numbers occur at several places: two scans may lie between each other&apos;s slices.</source>
        <translation>영상 번호 {0}개가 여러 위치에 있습니다. 두 번의 촬영이 서로 섞였을 수 있습니다.</translation>
    </message>
    <message>
        <source>Neither a patient&apos;s name nor an ID is recorded: nothing tells whose images these are.</source>
        <translation>환자 이름과 번호가 모두 기록되어 있지 않아 누구의 영상인지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Ask for each volume to be sent as a series of its own.</source>
        <translation>볼륨마다 따로 시리즈로 보내 달라고 하세요.</translation>
    </message>
    <message>
        <source>no DICOM</source>
        <translation>DICOM 아님</translation>
    </message>
    <message>
        <source>Body part</source>
        <translation>신체 부위</translation>
    </message>
    <message>
        <source>Not the head</source>
        <translation>머리 아님</translation>
    </message>
    <message>
        <source>head</source>
        <translation>머리</translation>
    </message>
    <message>
        <source>The images are recorded as of another part of the body than the head.</source>
        <translation>머리가 아닌 다른 신체 부위의 영상으로 기록되어 있습니다.</translation>
    </message>
    <message>
        <source>{0} mm from right to left</source>
        <translation>좌우 {0} mm</translation>
    </message>
    <message>
        <source>{0} mm from front to back</source>
        <translation>앞뒤 {0} mm</translation>
    </message>
    <message>
        <source>The images cover {0} mm from right to left: part of the brain is likely missing.</source>
        <translation>영상이 좌우 {0} mm만 포함합니다. 뇌의 일부가 빠졌을 수 있습니다.</translation>
    </message>
    <message>
        <source>The images cover {0} mm from front to back: part of the brain is likely missing.</source>
        <translation>영상이 앞뒤 {0} mm만 포함합니다. 뇌의 일부가 빠졌을 수 있습니다.</translation>
    </message>
    <message>
        <source>Mixed directions</source>
        <translation>방향 혼재</translation>
    </message>
    <message>
        <source>One identity</source>
        <translation>식별자 중복</translation>
    </message>
    <message>
        <source>This series&apos; slices lie between each other in two directions: some are mirrored or turned.</source>
        <translation>이 시리즈의 단면들이 두 방향으로 번갈아 놓여 있습니다. 일부가 뒤집혔거나 돌아가 있습니다.</translation>
    </message>
    <message>
        <source>{0} identical copies were left out.</source>
        <translation>똑같은 사본 {0}개를 제외했습니다.</translation>
    </message>
    <message>
        <source>{0} identical copy was left out.</source>
        <translation>똑같은 사본 {0}개를 제외했습니다.</translation>
    </message>
    <message>
        <source>Contrast is recorded on some of the images alone: metastases may not be visible.</source>
        <translation>조영제가 일부 영상에만 기록되어 있습니다: 전이가 보이지 않을 수 있습니다.</translation>
    </message>
    <message>
        <source>on some images</source>
        <translation>일부 영상에만</translation>
    </message>
    <message>
        <source>This series is packed as {0}-bit JPEG with loss, which cannot be unpacked here.</source>
        <translation>이 시리즈는 {0}비트 손실 JPEG으로 압축되어 있어 여기서 풀 수 없습니다.</translation>
    </message>
    <message>
        <source>Ask for it without compression.</source>
        <translation>압축하지 않은 것을 요청하십시오.</translation>
    </message>
    <message>
        <source>The model&apos;s answer is kept. Choose another folder for reviews in Settings, then find lesions again: it does not run twice.</source>
        <translation>모델의 답은 보관되어 있습니다. 설정에서 판독을 둘 다른 폴더를 고른 뒤 병변을 다시 찾으십시오. 모델은 다시 실행되지 않습니다.</translation>
    </message>
</context>
<context>
    <name>Count</name>
    <message numerus="yes">
        <source>%n lesion(s)</source>
        <translation>
            <numerusform>병변 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>영상 %n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n slice(s)</source>
        <translation>
            <numerusform>%n장</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n object(s)</source>
        <translation>
            <numerusform>객체 %n개</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n series</source>
        <translation>
            <numerusform>시리즈 %n개</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Decide</name>
    <message>
        <source>Accept</source>
        <translation>승인</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>복원</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>제외</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message>
        <source>Reject {number}, because of</source>
        <translation>{number} 제외, 사유</translation>
    </message>
    <message>
        <source>Key {key}</source>
        <translation>단축키 {key}</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>What this computer can run</source>
        <translation>이 컴퓨터에서 실행할 수 있는 것</translation>
    </message>
    <message>
        <source>Every way to run the model is tried. This takes a few seconds.</source>
        <translation>모델을 실행하는 모든 방법을 시험합니다. 몇 초 걸립니다.</translation>
    </message>
    <message>
        <source>Acceptance test as PDF…</source>
        <translation>인수 시험을 PDF로…</translation>
    </message>
    <message>
        <source>The demo patient is segmented, exported and read back. This takes a minute or two.</source>
        <translation>데모 환자를 분할하고 내보낸 뒤 다시 읽습니다. 1~2분 걸립니다.</translation>
    </message>
    <message>
        <source>Each way was tried just now.</source>
        <translation>방금 모든 방법을 시험했습니다.</translation>
    </message>
    <message>
        <source>Acceptance test passed: {good} of {count} checks.</source>
        <translation>인수 시험 통과: 항목 {count}개 중 {good}개.</translation>
    </message>
    <message>
        <source>Acceptance test NOT passed: {good} of {count} checks.</source>
        <translation>인수 시험 불통과: 항목 {count}개 중 {good}개.</translation>
    </message>
</context>
<context>
    <name>Edit</name>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>다시 실행</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>Boundary on the probability map</source>
        <translation>확률 지도의 경계</translation>
    </message>
    <message>
        <source>Boundary</source>
        <translation>경계</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>크게</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>작게</translation>
    </message>
    <message>
        <source>model {mark:.2f}</source>
        <translation>모델 {mark:.2f}</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>매끄럽게</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>구멍 메우기</translation>
    </message>
    <message>
        <source>Interpolate</source>
        <translation>단면 사이</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>나누기</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Brush adds or erases</source>
        <translation>브러시로 추가 또는 지우기</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>단면</translation>
    </message>
    <message>
        <source>Ball</source>
        <translation>구</translation>
    </message>
    <message>
        <source>Brush on the slice or as a ball</source>
        <translation>단면 브러시 또는 구 브러시</translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation>브러시 크기</translation>
    </message>
    <message>
        <source>Only signals</source>
        <translation>신호 범위만</translation>
    </message>
    <message>
        <source>For adding: erasing takes everything under the brush.</source>
        <translation>추가할 때만 적용됩니다. 지울 때는 브러시 아래를 모두 지웁니다.</translation>
    </message>
    <message>
        <source>Take voxels from other lesions</source>
        <translation>다른 병변의 복셀 가져오기</translation>
    </message>
    <message>
        <source>Grow by 0.1 mm</source>
        <translation>0.1 mm 확장</translation>
    </message>
    <message>
        <source>Shrink by 0.1 mm</source>
        <translation>0.1 mm 축소</translation>
    </message>
    <message>
        <source>Grow by 0.1 mm (G)</source>
        <translation>0.1 mm 확장 (G)</translation>
    </message>
    <message>
        <source>Shrink by 0.1 mm (Shift+G)</source>
        <translation>0.1 mm 축소 (Shift+G)</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>처음 상태</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>브러시</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Grow or shrink</source>
        <translation>확장 또는 축소</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>was {volume} mm³</source>
        <translation>이전 {volume} mm³</translation>
    </message>
    <message>
        <source>Volume {now} mm³, {before}, {change}</source>
        <translation>부피 {now} mm³, {before}, {change}</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>부피</translation>
    </message>
    <message>
        <source>Back to review</source>
        <translation>검토로 돌아가기</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Editing {number}   {position}</source>
        <translation>{number} 편집 중   {position}</translation>
    </message>
    <message>
        <source>To {number}{place}</source>
        <translation>{number}번으로{place}</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>Put aside</source>
        <translation>보류됨</translation>
    </message>
    <message>
        <source>History</source>
        <translation>이력</translation>
    </message>
    <message>
        <source>{count} earlier: click for all</source>
        <translation>이전 {count}개: 누르면 모두 표시</translation>
    </message>
    <message>
        <source>Proposed by {models}</source>
        <translation>{models} 제안</translation>
    </message>
    <message>
        <source>the model&apos;s answer is hidden</source>
        <translation>모델의 답은 숨겨져 있음</translation>
    </message>
    <message>
        <source>no model was run</source>
        <translation>모델을 실행하지 않음</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>부피</translation>
    </message>
    <message>
        <source>Longest × perpendicular</source>
        <translation>최대 × 수직 지름</translation>
    </message>
    <message>
        <source>axial</source>
        <translation>축상면</translation>
    </message>
    <message>
        <source>Measurable</source>
        <translation>측정 가능</translation>
    </message>
    <message>
        <source>Not measurable</source>
        <translation>측정 불가</translation>
    </message>
    <message>
        <source>from 10 × 5 mm</source>
        <translation>10 × 5 mm 이상</translation>
    </message>
    <message>
        <source>Axial slices</source>
        <translation>축상 단면 수</translation>
    </message>
    <message>
        <source>Contrast to surroundings</source>
        <translation>주변 대비 신호</translation>
    </message>
    <message>
        <source>Elongation</source>
        <translation>길쭉한 정도</translation>
    </message>
    <message>
        <source>long, may be a vessel</source>
        <translation>긴 모양, 혈관일 수 있음</translation>
    </message>
    <message>
        <source>compact, not vessel-like</source>
        <translation>둥근 모양, 혈관과 다름</translation>
    </message>
    <message>
        <source>To brain surface</source>
        <translation>뇌 표면까지</translation>
    </message>
    <message>
        <source>Brought in</source>
        <translation>가져옴</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>확률</translation>
    </message>
    <message>
        <source>not proposed by the model</source>
        <translation>모델이 제안하지 않음</translation>
    </message>
    <message>
        <source>{mean} mean</source>
        <translation>평균 {mean}</translation>
    </message>
    <message>
        <source>{peak} peak</source>
        <translation>최대 {peak}</translation>
    </message>
    <message>
        <source>Rejected, {reason}</source>
        <translation>제외됨, {reason}</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Export approved contours</source>
        <translation>승인한 윤곽 내보내기</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>폴더</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>폴더 선택</translation>
    </message>
    <message>
        <source>Export as unapproved</source>
        <translation>미승인으로 내보내기</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>승인한 사람</translation>
    </message>
    <message>
        <source>Judged by</source>
        <translation>판정한 사람</translation>
    </message>
    <message>
        <source>The structure set says UNAPPROVED: it is approved in the planning system before it is used.</source>
        <translation>구조 세트에 UNAPPROVED라고 적힙니다. 쓰기 전에 치료계획 시스템에서 승인합니다.</translation>
    </message>
    <message>
        <source>To the folder</source>
        <translation>저장할 폴더</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>폴더 선택…</translation>
    </message>
    <message>
        <source>Planning system</source>
        <translation>치료계획 시스템</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Only a DICOM series of single images can carry it.</source>
        <translation>낱장 영상의 DICOM 시리즈에만 담을 수 있습니다.</translation>
    </message>
    <message>
        <source>They follow the voxels: on every kind of grid, all five programs tried read the same voxels.</source>
        <translation>복셀을 그대로 따릅니다. 시험한 다섯 프로그램 모두 어떤 격자에서나 같은 복셀로 읽습니다.</translation>
    </message>
    <message>
        <source>Areas are kept, but programs that round points to pixels read small lesions too large: +174 % at 2–3 mm, +55 % at 4–6 mm.</source>
        <translation>면적은 유지되지만, 점을 픽셀로 반올림하는 프로그램은 작은 병변을 크게 읽습니다: 2–3 mm에서 +174 %, 4–6 mm에서 +55 %.</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>정확</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>매끄럽게</translation>
    </message>
    <message>
        <source>Contours</source>
        <translation>윤곽</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Margin around each lesion (PTV), millimetres</source>
        <translation>병변 주위 여백(PTV), 밀리미터</translation>
    </message>
    <message>
        <source>Kept inside the brain</source>
        <translation>뇌 안으로 제한</translation>
    </message>
    <message>
        <source>Brain as an organ, looked at</source>
        <translation>뇌를 장기로 포함(확인함)</translation>
    </message>
    <message>
        <source>This review has no brain mask.</source>
        <translation>이 판독에는 뇌 마스크가 없습니다.</translation>
    </message>
    <message>
        <source>Margin (PTV)</source>
        <translation>여백 (PTV)</translation>
    </message>
    <message>
        <source>This margin cannot be made.</source>
        <translation>이 여백은 만들 수 없습니다.</translation>
    </message>
    <message>
        <source>Beside the lesions</source>
        <translation>병변 외</translation>
    </message>
    <message>
        <source>{last}, chosen in the last export, is not to be had: {now} is chosen.</source>
        <translation>지난번 내보내기에서 고른 {last}이(가) 없어 {now}(으)로 골랐습니다.</translation>
    </message>
    <message>
        <source>Labelled “research use, not a medical device” in every file.</source>
        <translation>모든 파일에 “연구용, 의료기기 아님”으로 표시됩니다.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Copy receipt</source>
        <translation>확인서 복사</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>폴더에서 보기</translation>
    </message>
    <message>
        <source>Send…</source>
        <translation>보내기…</translation>
    </message>
    <message>
        <source>Reading back what would be written</source>
        <translation>쓸 내용을 다시 읽는 중</translation>
    </message>
    <message>
        <source>Nothing is in your folder yet.</source>
        <translation>아직 폴더에 아무것도 없습니다.</translation>
    </message>
    <message>
        <source>No file is chosen</source>
        <translation>고른 파일이 없습니다</translation>
    </message>
    <message>
        <source>Choose at least one kind of file.</source>
        <translation>파일 종류를 하나 이상 고르세요.</translation>
    </message>
    <message>
        <source>Written aside, read back and compared. Nothing is in your folder yet.</source>
        <translation>임시로 써서 다시 읽고 견주었습니다. 폴더에는 아직 아무것도 없습니다.</translation>
    </message>
    <message>
        <source>Writing to your folder, and reading back</source>
        <translation>폴더에 쓰고 다시 읽는 중</translation>
    </message>
    <message>
        <source>It is all or nothing, so it is not stopped on the way.</source>
        <translation>전부 쓰거나 전혀 쓰지 않으므로 도중에 멈추지 않습니다.</translation>
    </message>
    <message>
        <source>Written at {time} to</source>
        <translation>{time}에 저장한 폴더</translation>
    </message>
    <message>
        <source>Unapproved, judged by {reader}</source>
        <translation>미승인, 판정: {reader}</translation>
    </message>
    <message>
        <source>No file manager opened: the path is on the clipboard.</source>
        <translation>파일 관리자가 열리지 않았습니다. 경로를 클립보드에 복사했습니다.</translation>
    </message>
    <message numerus="yes">
        <source>Export %n lesion(s)</source>
        <translation>
            <numerusform>병변 %n개 내보내기</numerusform>
        </translation>
    </message>
    <message>
        <source>Set as in your last export; look at it once more.</source>
        <translation>지난번 내보내기와 같이 맞추었습니다. 다시 확인하십시오.</translation>
    </message>
    <message>
        <source>That is {folder}</source>
        <translation>실제 폴더: {folder}</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>내보냄</translation>
    </message>
    <message>
        <source>What was written was opened again and compared with what you approved.</source>
        <translation>쓴 것을 다시 열어 승인한 것과 견주었습니다.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Signed by {reader}</source>
        <translation>서명: {reader}</translation>
    </message>
    <message numerus="yes">
        <source>Dry run: %n rule(s) of {system} would be broken</source>
        <translation>
            <numerusform>시험: {system}의 규칙 %n개를 어기게 됩니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was written. Choose another planning system, or change its profile.</source>
        <translation>아무것도 쓰지 않았습니다. 다른 치료계획 시스템을 고르거나 프로파일을 고치십시오.</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>내보낼 곳</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>여백</translation>
    </message>
    <message>
        <source>Organ</source>
        <translation>장기</translation>
    </message>
    <message>
        <source>This folder holds an export already. Choose another folder.</source>
        <translation>이 폴더에는 이미 내보낸 자료가 있습니다. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>This folder holds the series&apos; images. Choose another folder.</source>
        <translation>이 폴더에 시리즈의 영상이 있습니다. 다른 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>This is a file, not a folder. Choose another folder.</source>
        <translation>폴더가 아니라 파일입니다. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>This folder may not be written to. Choose another folder.</source>
        <translation>이 폴더에는 쓸 수 없습니다. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>This folder&apos;s disk is full. Choose another folder.</source>
        <translation>이 폴더의 디스크가 가득 찼습니다. 다른 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>No folder can have this name here. Choose a shorter or plainer one.</source>
        <translation>여기서는 폴더 이름으로 쓸 수 없습니다. 더 짧거나 단순한 이름을 고르십시오.</translation>
    </message>
    <message>
        <source>This folder cannot be reached now. Choose another folder, or see that its drive is there.</source>
        <translation>지금은 이 폴더에 닿을 수 없습니다. 다른 폴더를 고르거나 드라이브가 연결되어 있는지 확인하십시오.</translation>
    </message>
    <message numerus="yes">
        <source>Not exported: %n finding(s) put aside and not restored</source>
        <translation>
            <numerusform>내보내지 않음: 보류되고 복원되지 않은 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Not exported: {number} {place}, rejected by {reader}{reason}</source>
        <translation>내보내지 않음: {number} {place}, {reader} 제외{reason}</translation>
    </message>
    <message>
        <source>{bad} differs by more than 0.5 %: {good} of {count} contours agree</source>
        <translation>{bad}이(가) 0.5 % 넘게 다릅니다: 윤곽 {count}개 중 {good}개 일치</translation>
    </message>
    <message>
        <source>Dry run passed: {good} of {count} contours read back within 0.5 %</source>
        <translation>시험 통과: 윤곽 {count}개 중 {good}개가 0.5 % 이내로 일치</translation>
    </message>
    <message>
        <source>Receipt: all {good} read back from disk agree</source>
        <translation>확인서: 디스크에서 다시 읽은 {good}개 모두 일치</translation>
    </message>
    <message>
        <source>Approved mm³</source>
        <translation>승인 mm³</translation>
    </message>
    <message>
        <source>Read back</source>
        <translation>다시 읽음</translation>
    </message>
    <message>
        <source>Diff.</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>Dice</source>
        <translation>Dice</translation>
    </message>
    <message>
        <source>Shift mm</source>
        <translation>이동 mm</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>단면</translation>
    </message>
    <message>
        <source>None of its limits is known: DICOM’s are checked.</source>
        <translation>알려진 한계가 없습니다: DICOM의 한계를 확인합니다.</translation>
    </message>
    <message>
        <source>Every limit of its profile is checked.</source>
        <translation>프로파일의 모든 한계를 확인합니다.</translation>
    </message>
    <message>
        <source>Unknown, so not checked: {limits}.</source>
        <translation>알려지지 않아 확인하지 않음: {limits}.</translation>
    </message>
    <message>
        <source>{system} cannot be chosen until then.</source>
        <translation>그때까지 {system}을(를) 고를 수 없습니다.</translation>
    </message>
    <message>
        <source>Nothing can be sent until then.</source>
        <translation>그때까지 전송할 수 없습니다.</translation>
    </message>
    <message>
        <source>Total GTV</source>
        <translation>GTV 합계</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>User&apos;s guide</source>
        <translation>사용 설명서</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>It names no patient. Save it and send it to whoever looks after this program.</source>
        <translation>환자 이름은 들어 있지 않습니다. 저장한 뒤 이 프로그램의 담당자에게 보내십시오.</translation>
    </message>
    <message>
        <source>Report of a crash</source>
        <translation>비정상 종료 보고서</translation>
    </message>
    <message>
        <source>There is no report of a crash.</source>
        <translation>비정상 종료 보고서가 없습니다.</translation>
    </message>
    <message>
        <source>No file manager opened</source>
        <translation>파일 관리자가 열리지 않았습니다</translation>
    </message>
    <message>
        <source>This is the folder. Its path is on the clipboard too.</source>
        <translation>폴더는 다음과 같습니다. 경로는 클립보드에도 있습니다.</translation>
    </message>
    <message>
        <source>Another window could not be started.</source>
        <translation>새 창을 열 수 없었습니다.</translation>
    </message>
</context>
<context>
    <name>Hint</name>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>전체 단축키</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Close study</source>
        <translation>검사 닫기</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Contours</source>
        <translation>윤곽</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Ball</source>
        <translation>구</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Accept, reject</source>
        <translation>승인, 제외</translation>
    </message>
    <message>
        <source>Open in views</source>
        <translation>영상에서 열기</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>{home} cannot be written ({reason}). Choose a folder for reviews, settings and added models; nothing is run before. Read only shows the images without it.</source>
        <translation>{home}에 쓸 수 없습니다({reason}). 판독, 설정, 추가한 모델을 둘 폴더를 고르십시오. 그 전에는 아무것도 실행되지 않습니다. 읽기만 하면 폴더 없이 영상을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Reviews cannot be saved</source>
        <translation>판독을 저장할 수 없습니다</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>폴더 고르기…</translation>
    </message>
    <message>
        <source>A folder for reviews</source>
        <translation>판독을 둘 폴더</translation>
    </message>
    <message>
        <source>Reviews are kept in {home} from now on; earlier ones stay in {before}.</source>
        <translation>이제부터 판독은 {home}에 저장됩니다. 이전 판독은 {before}에 남습니다.</translation>
    </message>
    <message>
        <source>Reviews are kept in {home} until the program ends; earlier ones stay in {before}.</source>
        <translation>프로그램이 끝날 때까지 판독은 {home}에 저장됩니다. 이전 판독은 {before}에 남습니다.</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Without a key at first</source>
        <translation>처음에 키 없음</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>전체 단축키</translation>
    </message>
    <message>
        <source>One key means one thing everywhere.</source>
        <translation>한 키는 어디서나 한 가지 뜻입니다.</translation>
    </message>
    <message>
        <source>Tile beside, above, below</source>
        <translation>옆, 위, 아래 타일</translation>
    </message>
    <message>
        <source>First or last tile</source>
        <translation>첫 또는 마지막 타일</translation>
    </message>
    <message>
        <source>A window&apos;s height further</source>
        <translation>한 화면 더</translation>
    </message>
    <message>
        <source>Go to the lesion of that number</source>
        <translation>그 번호의 병변으로</translation>
    </message>
    <message>
        <source>Because of {reasons}</source>
        <translation>이유: {reasons}</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>편집</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>모아 보기</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>검사</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>프로그램</translation>
    </message>
</context>
<context>
    <name>List</name>
    <message>
        <source>Position</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>Position and why put aside</source>
        <translation>위치와 보류 사유</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>최대</translation>
    </message>
    <message>
        <source>Second look</source>
        <translation>재확인</translation>
    </message>
    <message>
        <source>Lesions</source>
        <translation>병변</translation>
    </message>
    <message>
        <source>Lower threshold</source>
        <translation>더 낮은 기준</translation>
    </message>
    <message>
        <source>Also from</source>
        <translation>더 보기 기준</translation>
    </message>
    <message>
        <source>Move left to see what a lower threshold would add.</source>
        <translation>왼쪽으로 옮기면 낮은 기준에서 더해질 것을 보여 줍니다.</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count}개 더</translation>
    </message>
    <message>
        <source>nothing more</source>
        <translation>더 없음</translation>
    </message>
    <message>
        <source>, {small} of them under {volume} mm³</source>
        <translation>, 그중 {small}개는 {volume} mm³ 미만</translation>
    </message>
    <message>
        <source>At {threshold:.2f}: {more}{tail}.</source>
        <translation>{threshold:.2f}에서: {more}{tail}.</translation>
    </message>
    <message>
        <source>{small} under {volume} mm³</source>
        <translation>{volume} mm³ 미만 {small}개</translation>
    </message>
    <message>
        <source>{outside} mostly outside the brain</source>
        <translation>대부분 뇌 바깥 {outside}개</translation>
    </message>
    <message>
        <source>Left out: {parts}.</source>
        <translation>제외: {parts}.</translation>
    </message>
    <message>
        <source>There is a review of this series; it is not open.</source>
        <translation>이 시리즈에는 판독이 있지만 열려 있지 않습니다.</translation>
    </message>
    <message>
        <source>The model has not been run on this series.</source>
        <translation>이 시리즈에 모델을 실행하지 않았습니다.</translation>
    </message>
    <message>
        <source>Put the crosshair on a lesion and press +.</source>
        <translation>병변에 십자선을 놓고 +를 누르십시오.</translation>
    </message>
    <message>
        <source>Nothing marked yet. Put the crosshair on a lesion and press +.</source>
        <translation>아직 표시가 없습니다. 병변에 십자선을 놓고 +를 누르세요.</translation>
    </message>
    <message>
        <source>Hidden until the model&apos;s answer is revealed.</source>
        <translation>모델 결과를 공개할 때까지 숨깁니다.</translation>
    </message>
    <message>
        <source>The images can be read meanwhile.</source>
        <translation>그동안 영상을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>No lesion found.</source>
        <translation>찾은 병변이 없습니다.</translation>
    </message>
    <message>
        <source>Nothing was put aside.</source>
        <translation>보류된 것이 없습니다.</translation>
    </message>
    <message>
        <source>No lesion found. Second look has {count}.</source>
        <translation>찾은 병변이 없습니다. 재확인에 {count}개가 있습니다.</translation>
    </message>
    <message>
        <source>No lesion fits the filter. Press the funnel above, then Show all.</source>
        <translation>필터에 맞는 병변이 없습니다. 위의 깔때기를 누른 뒤 모두 표시를 누르세요.</translation>
    </message>
    <message>
        <source>No {lower} lesion. Press the count above again to show all.</source>
        <translation>{lower} 병변이 없습니다. 위의 숫자를 다시 누르면 모두 보입니다.</translation>
    </message>
    <message>
        <source>No study open</source>
        <translation>열린 검사 없음</translation>
    </message>
    <message>
        <source>{judged} of {total} judged</source>
        <translation>{total}개 중 {judged}개 판정</translation>
    </message>
    <message>
        <source>Show {status} lesions only</source>
        <translation>{status} 병변만 보기</translation>
    </message>
    <message>
        <source>of {total} judged</source>
        <translation>/ {total} 판정</translation>
    </message>
    <message>
        <source>Nothing marked yet</source>
        <translation>아직 표시 없음</translation>
    </message>
    <message>
        <source>No lesion found</source>
        <translation>찾은 병변 없음</translation>
    </message>
    <message>
        <source>Reading only</source>
        <translation>보기만</translation>
    </message>
    <message>
        <source>Sort and filter</source>
        <translation>정렬과 필터</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>정렬 기준</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Position contains</source>
        <translation>위치에 포함된 말</translation>
    </message>
    <message>
        <source>e.g. left frontal</source>
        <translation>예: 좌측 전두엽</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>모두 보기</translation>
    </message>
    <message>
        <source>{shown} of {whole} shown</source>
        <translation>{whole}개 중 {shown}개 표시</translation>
    </message>
    <message>
        <source>{column} at least</source>
        <translation>{column} 이상</translation>
    </message>
    <message>
        <source>{column} at most</source>
        <translation>{column} 이하</translation>
    </message>
    <message>
        <source>from</source>
        <translation>최소</translation>
    </message>
    <message>
        <source>to</source>
        <translation>최대</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>표시할 병변</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message>
        <source>Layout</source>
        <translation>화면 배치</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>그림</translation>
    </message>
</context>
<context>
    <name>Model</name>
    <message>
        <source>It finds the brain.</source>
        <translation>뇌를 찾는 모델입니다.</translation>
    </message>
    <message>
        <source>It finds lesions.</source>
        <translation>병변을 찾는 모델입니다.</translation>
    </message>
    <message>
        <source>Checksum (SHA-256) {digest}… Compare it with the one that came with the file.</source>
        <translation>체크섬(SHA-256) {digest}… 파일과 함께 받은 값과 비교하십시오.</translation>
    </message>
    <message>
        <source>It is tried on this computer first, then runs use it in place of {present}.</source>
        <translation>먼저 이 컴퓨터에서 시험한 뒤, 이후 실행은 {present} 대신 이 모델을 씁니다.</translation>
    </message>
    <message>
        <source>Use the model {name}?</source>
        <translation>{name} 사용?</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>{name} is kept; runs from now on use it.</source>
        <translation>{name}을(를) 보관했습니다. 이후 실행은 이 모델을 씁니다.</translation>
    </message>
    <message>
        <source>Trying {name}</source>
        <translation>{name} 시험 중</translation>
    </message>
</context>
<context>
    <name>News</name>
    <message>
        <source>Blind first: the next review begins without the model&apos;s answer.</source>
        <translation>맹검 우선: 다음 판독은 모델 결과 없이 시작합니다.</translation>
    </message>
    <message>
        <source>With the model: its answer is shown at once.</source>
        <translation>모델과 함께: 결과를 바로 보여 줍니다.</translation>
    </message>
    <message>
        <source>Radiological: the patient&apos;s left is on the right.</source>
        <translation>영상의학 방향: 환자의 왼쪽이 오른쪽에 있습니다.</translation>
    </message>
    <message>
        <source>Neurological: the patient&apos;s left is on the left.</source>
        <translation>신경학 방향: 환자의 왼쪽이 왼쪽에 있습니다.</translation>
    </message>
    <message>
        <source>The other list is for the review: leave editing first (Esc).</source>
        <translation>다른 목록은 검토에서 쓰입니다. 먼저 편집을 끝내십시오(Esc).</translation>
    </message>
    <message>
        <source>That is for the review: leave editing first (Esc).</source>
        <translation>판독 화면에서만 쓸 수 있습니다. 먼저 편집을 끝내십시오(Esc).</translation>
    </message>
    <message>
        <source>Draw an angle: one arm, then the other. Esc ends, Delete takes the last away.</source>
        <translation>각도를 그리세요: 한 변, 이어서 다른 변. Esc로 끝내고 Delete로 마지막 것을 지웁니다.</translation>
    </message>
    <message>
        <source>Draw a length. Esc ends, Delete takes the last away.</source>
        <translation>길이를 그리세요. Esc로 끝내고 Delete로 마지막 것을 지웁니다.</translation>
    </message>
    <message>
        <source>It is put aside: A restores it, then it can be edited.</source>
        <translation>제쳐 둔 항목입니다. A로 되살린 뒤 편집할 수 있습니다.</translation>
    </message>
    <message>
        <source>The model has no answer there, so no boundary to move.</source>
        <translation>이곳에는 모델의 답이 없어 옮길 경계가 없습니다.</translation>
    </message>
    <message>
        <source>Images only are read: find lesions or drop structures first.</source>
        <translation>영상만 읽는 중입니다. 먼저 병변을 찾거나 구조물 파일을 끌어다 놓으십시오.</translation>
    </message>
    <message numerus="yes">
        <source>Accept %n lesion(s)?</source>
        <translation>
            <numerusform>병변 %n개를 승인할까요?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reject %n lesion(s)?</source>
        <translation>
            <numerusform>병변 %n개를 제외할까요?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n marked lesion(s) are accepted in one step.</source>
        <translation>
            <numerusform>선택한 병변 %n개를 한 번에 승인합니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n marked lesion(s) are rejected in one step.</source>
        <translation>
            <numerusform>선택한 병변 %n개를 한 번에 제외합니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Reason: {reason}.</source>
        <translation>사유: {reason}.</translation>
    </message>
    <message>
        <source>One undo takes it back.</source>
        <translation>실행 취소 한 번으로 되돌립니다.</translation>
    </message>
    <message>
        <source>Open a patient&apos;s folder</source>
        <translation>환자 폴더 열기</translation>
    </message>
    <message>
        <source>Open files, a DICOMDIR, or contours of this series</source>
        <translation>파일, DICOMDIR 또는 이 시리즈의 윤곽 열기</translation>
    </message>
    <message>
        <source>The reader can be changed once the work under way has ended.</source>
        <translation>진행 중인 작업이 끝난 뒤에 판독자를 바꿀 수 있습니다.</translation>
    </message>
    <message>
        <source>Nobody else has a review of this series here.</source>
        <translation>이 시리즈를 판독한 다른 사람이 없습니다.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Exported {count} to {name}.</source>
        <translation>{count}개를 {name}에 내보냈습니다.</translation>
    </message>
    <message>
        <source>Save a picture of the views</source>
        <translation>화면 그림 저장</translation>
    </message>
    <message>
        <source>Save a picture of the active view</source>
        <translation>활성 보기의 그림 저장</translation>
    </message>
    <message>
        <source>Save a picture of the window</source>
        <translation>창의 그림 저장</translation>
    </message>
    <message>
        <source>Saved {name}.</source>
        <translation>{name}을(를) 저장했습니다.</translation>
    </message>
    <message>
        <source>Reading files</source>
        <translation>파일 읽는 중</translation>
    </message>
    <message>
        <source>Making the synthetic patient</source>
        <translation>합성 환자를 만드는 중</translation>
    </message>
    <message>
        <source>Another series can be read when this is done.</source>
        <translation>이 일이 끝나면 다른 시리즈를 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>“{name}” is shown with it.</source>
        <translation>“{name}”을(를) 함께 보여 줍니다.</translation>
    </message>
    <message>
        <source>This computer has no font with the letters of a patient&apos;s name: go by the ID.</source>
        <translation>이 컴퓨터에는 환자 이름의 글자가 있는 글꼴이 없습니다. ID로 확인하세요.</translation>
    </message>
    <message>
        <source>Install one that has them (fonts-noto-cjk for Korean, Chinese and Japanese).</source>
        <translation>그 글자가 있는 글꼴을 설치하세요(한국어·중국어·일본어는 fonts-noto-cjk).</translation>
    </message>
    <message>
        <source>To go on with that one, give its name: Reader&apos;s name, in the menu.</source>
        <translation>그 판독을 이어 가려면 메뉴의 ‘판독자 이름’에 그 이름을 입력하세요.</translation>
    </message>
    <message>
        <source>{began}&apos;s review is kept. This is yours.</source>
        <translation>{began}의 판독은 보존됩니다. 이것은 내 판독입니다.</translation>
    </message>
    <message>
        <source>{name} registered, may not fit ({shift:.1f} mm, {turn:.1f}°)</source>
        <translation>{name} 정합됨, 맞지 않을 수 있음 ({shift:.1f} mm, {turn:.1f}°)</translation>
    </message>
    <message>
        <source>Accepted {number}.</source>
        <translation>{number} 승인됨.</translation>
    </message>
    <message>
        <source>It is put aside already: A restores it.</source>
        <translation>이미 제외된 후보입니다. A를 누르면 되돌립니다.</translation>
    </message>
    <message>
        <source>Rejected {number}, {reason}.</source>
        <translation>{number} 제외됨, {reason}.</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>되돌릴 작업이 없습니다.</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>다시 실행할 작업이 없습니다.</translation>
    </message>
    <message>
        <source>Undone on {number}: {what}. Y does it again.</source>
        <translation>{number}번 실행 취소: {what}. Y 키로 다시 실행합니다.</translation>
    </message>
    <message>
        <source>Undone: {what}. Y does it again.</source>
        <translation>실행 취소: {what}. Y 키로 다시 실행합니다.</translation>
    </message>
    <message>
        <source>Done again on {number}: {what}.</source>
        <translation>{number}번 다시 실행: {what}.</translation>
    </message>
    <message>
        <source>Done again: {what}.</source>
        <translation>다시 실행: {what}.</translation>
    </message>
    <message numerus="yes">
        <source>{news} All that is listed is judged; %n pending are hidden by the filter.</source>
        <translation>
            <numerusform>{news} 목록의 병변은 모두 판정했습니다. 필터에 가려진 미판정 병변이 %n개 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>{what}, {count} lesions</source>
        <translation>{what}, 병변 {count}개</translation>
    </message>
    <message>
        <source>{warned} Once more finds lesions all the same.</source>
        <translation>{warned} 한 번 더 누르면 그래도 병변을 찾습니다.</translation>
    </message>
    <message>
        <source>Looking at the images</source>
        <translation>영상을 살피는 중</translation>
    </message>
    <message>
        <source>Open in another window: here it is read only, as it stood just now.</source>
        <translation>다른 창에서 열려 있습니다. 여기서는 방금 상태 그대로 읽기만 할 수 있습니다.</translation>
    </message>
    <message>
        <source>Its file cannot be written: here it is read only. Have its folder made writable.</source>
        <translation>파일에 쓸 수 없어 읽기 전용으로 열었습니다. 폴더에 쓰기 권한을 받으십시오.</translation>
    </message>
    <message>
        <source>Read only: its file cannot be written, so no judgement could be kept.</source>
        <translation>읽기 전용: 파일에 쓸 수 없어 판정을 저장할 수 없습니다.</translation>
    </message>
    <message>
        <source>{name}: nothing changes.</source>
        <translation>{name}: 바뀐 것이 없습니다.</translation>
    </message>
    <message>
        <source>Read only: open in another window. Judge it there.</source>
        <translation>읽기 전용: 다른 창에서 열려 있습니다. 그 창에서 판정하십시오.</translation>
    </message>
    <message>
        <source>{name} registered ({shift:.1f} mm, {turn:.1f}°)</source>
        <translation>{name} 정합됨 ({shift:.1f} mm, {turn:.1f}°)</translation>
    </message>
    <message>
        <source>Loading {total} slices</source>
        <translation>{total}장 불러오는 중</translation>
    </message>
    <message>
        <source>Finding lesions</source>
        <translation>병변 찾는 중</translation>
    </message>
    <message>
        <source>Opening the review</source>
        <translation>판독 여는 중</translation>
    </message>
    <message>
        <source>The series of that review is not there any more: these are other images.</source>
        <translation>그 판독의 시리즈가 더는 없습니다. 이것은 다른 영상입니다.</translation>
    </message>
    <message>
        <source>See whose they are. Open the study of that review from where it is now.</source>
        <translation>누구의 영상인지 확인하세요. 그 판독의 검사를 지금 있는 곳에서 여세요.</translation>
    </message>
    <message>
        <source>Lay it over with {key} and see whether it fits: {sequences}.</source>
        <translation>{key} 키로 겹쳐 맞는지 확인하세요: {sequences}.</translation>
    </message>
    <message>
        <source>The last step was cut off when the program ended; it was dropped.</source>
        <translation>프로그램이 끝날 때 마지막 단계가 잘려 버렸습니다.</translation>
    </message>
    <message>
        <source>{sequences} may not fit: look before you trust it.</source>
        <translation>{sequences}: 정합이 맞지 않을 수 있습니다. 믿기 전에 확인하세요.</translation>
    </message>
    <message>
        <source>{key} lays it over. What was found rests on where it lies.</source>
        <translation>{key} 키로 겹쳐 봅니다. 찾은 결과는 정합 위치에 달려 있습니다.</translation>
    </message>
    <message>
        <source>{news} Z undoes.</source>
        <translation>{news} Z로 되돌립니다.</translation>
    </message>
    <message>
        <source>{news} All judged.</source>
        <translation>{news} 모두 판정했습니다.</translation>
    </message>
    <message>
        <source>Restored {candidate_id} as pending. Z undoes.</source>
        <translation>{candidate_id}을(를) 미판정으로 복원했습니다. Z로 되돌립니다.</translation>
    </message>
    <message>
        <source>Only signals from {low:.0f} to {high:.0f} are painted. T paints all again.</source>
        <translation>신호 {low:.0f}에서 {high:.0f}까지만 칠합니다. T를 누르면 모두 칠합니다.</translation>
    </message>
    <message>
        <source>Nothing would be left of the lesion.</source>
        <translation>병변이 남지 않게 됩니다.</translation>
    </message>
    <message>
        <source>It has no hole.</source>
        <translation>구멍이 없습니다.</translation>
    </message>
    <message>
        <source>{one} and {other} are one lesion now, though {length} mm apart.</source>
        <translation>{one}번과 {other}번이 이제 한 병변입니다. 서로 {length} mm 떨어져 있습니다.</translation>
    </message>
    <message>
        <source>A polygon is begun on another slice: Enter closes it, Esc drops it.</source>
        <translation>다른 단면에서 다각형을 그리는 중입니다. Enter 키로 닫고 Esc 키로 취소합니다.</translation>
    </message>
    <message>
        <source>The line lies on the slice where it was begun: go back to it to draw on.</source>
        <translation>선은 시작한 단면에 그려집니다. 이어 그리려면 그 단면으로 돌아가십시오.</translation>
    </message>
    <message>
        <source>There is no other lesion to move it to.</source>
        <translation>옮길 다른 병변이 없습니다.</translation>
    </message>
    <message>
        <source>Draw around the part of this lesion that belongs to another.</source>
        <translation>이 병변에서 다른 병변에 속하는 부분의 둘레를 그리세요.</translation>
    </message>
    <message>
        <source>It was brought in: reject it with a reason, so that the report tells.</source>
        <translation>가져온 병변입니다. 보고서에 남도록 이유와 함께 제외하십시오.</translation>
    </message>
    <message>
        <source>It was proposed: reject it with a reason, so that the report tells.</source>
        <translation>제안된 병변입니다. 보고서에 남도록 이유를 골라 제외하세요.</translation>
    </message>
    <message>
        <source>Nothing stands out there: a ball of {length} mm to draw on. Z undoes.</source>
        <translation>그곳에는 두드러진 것이 없습니다. 그 위에 그릴 {length} mm 구를 놓았습니다. Z 키로 취소합니다.</translation>
    </message>
    <message>
        <source>That is outside the brain: a ball of {length} mm to draw on. Z undoes.</source>
        <translation>뇌 바깥입니다. 그려 넣을 {length} mm 공을 두었습니다. Z로 되돌립니다.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>멈췄습니다. 바뀐 것은 없습니다.</translation>
    </message>
    <message>
        <source>Choose another place or mend it, then try again.</source>
        <translation>다른 곳을 고르거나 고친 뒤 다시 하세요.</translation>
    </message>
    <message>
        <source>Something unforeseen happened: {name}.</source>
        <translation>예상하지 못한 일이 생겼습니다: {name}.</translation>
    </message>
    <message>
        <source>What you judged is saved. Help, Last report of a crash, shows what to report.</source>
        <translation>판정한 내용은 저장되어 있습니다. 도움말의 마지막 비정상 종료 보고서에서 알릴 내용을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>about {duration}</source>
        <translation>약 {duration}</translation>
    </message>
    <message>
        <source>Reading {total} files</source>
        <translation>파일 {total}개 읽는 중</translation>
    </message>
    <message>
        <source>{what} on {provider}</source>
        <translation>{what} ({provider})</translation>
    </message>
    <message>
        <source>This study has no other series that can be opened.</source>
        <translation>이 검사에는 열 수 있는 다른 시리즈가 없습니다.</translation>
    </message>
    <message>
        <source>Laying it over</source>
        <translation>겹치는 중</translation>
    </message>
    <message>
        <source>{name}, registered</source>
        <translation>{name}, 정합됨</translation>
    </message>
    <message>
        <source>No log can be written: {reason}.</source>
        <translation>로그를 쓸 수 없습니다: {reason}.</translation>
    </message>
</context>
<context>
    <name>Offer</name>
    <message>
        <source>Continue the review</source>
        <translation>판독 계속하기</translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation>폴더 선택…</translation>
    </message>
    <message>
        <source>Read the report</source>
        <translation>보고서 읽기</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>나중에</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>잊기</translation>
    </message>
    <message>
        <source>A review was cut off, and its series is not there any more</source>
        <translation>판독이 중단되었고, 그 시리즈가 더 이상 제자리에 없습니다</translation>
    </message>
    <message>
        <source>A review was cut off</source>
        <translation>판독이 중간에 끊겼습니다</translation>
    </message>
    <message>
        <source>Everything you judged is saved. {when}, read by {reader}, {folder}</source>
        <translation>판정한 내용은 모두 저장되어 있습니다. {when}, 판독자 {reader}, {folder}</translation>
    </message>
    <message>
        <source>MetsReview ended without closing</source>
        <translation>MetsReview가 닫히지 않고 끝났습니다</translation>
    </message>
    <message>
        <source>{count} reviews were cut off, one after the other here</source>
        <translation>판독 {count}건이 중간에 끊겼습니다. 여기에 차례로 나옵니다</translation>
    </message>
    <message>
        <source>{when}. No review was open.</source>
        <translation>{when}. 열려 있던 판독은 없습니다.</translation>
    </message>
</context>
<context>
    <name>Provider</name>
    <message>
        <source>{name}, half precision</source>
        <translation>{name}, 반정밀도</translation>
    </message>
</context>
<context>
    <name>Quit</name>
    <message>
        <source>The model is still at work, and what it has done so far would be lost.</source>
        <translation>모델이 아직 작업 중이며, 지금까지 한 일은 사라집니다.</translation>
    </message>
    <message>
        <source>Quit now?</source>
        <translation>지금 끝낼까요?</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
</context>
<context>
    <name>ReaderName</name>
    <message>
        <source>Who reads?</source>
        <translation>판독자는 누구입니까?</translation>
    </message>
    <message>
        <source>Reader&apos;s name</source>
        <translation>판독자 이름</translation>
    </message>
    <message>
        <source>Name, as it shall stand in the export</source>
        <translation>내보낼 때 쓸 이름</translation>
    </message>
    <message>
        <source>The name stands with every judgement and in what is exported.</source>
        <translation>이름은 모든 판정과 내보낸 파일에 남습니다.</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Recent</name>
    <message>
        <source>Do not keep this list</source>
        <translation>이 목록을 저장하지 않기</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>저장하기</translation>
    </message>
    <message>
        <source> and {0} more</source>
        <translation> 외 {0}개</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Remove {0} from the list</source>
        <translation>목록에서 {0} 제거</translation>
    </message>
    <message>
        <source>Recently opened</source>
        <translation>최근에 연 항목</translation>
    </message>
    <message>
        <source>Recently opened is not kept</source>
        <translation>최근에 연 항목을 저장하지 않음</translation>
    </message>
</context>
<context>
    <name>Refusal</name>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} 외 {1}</translation>
    </message>
    <message>
        <source>{0}, taken from {1}</source>
        <translation>{0}, {1}번에서 가져옴</translation>
    </message>
    <message>
        <source>{0}, taken from {1}, pending again</source>
        <translation>{0}, {1}번에서 가져옴, 다시 미판정</translation>
    </message>
    <message>
        <source>images {0}</source>
        <translation>영상 {0}</translation>
    </message>
    <message>
        <source>image {0}</source>
        <translation>영상 {0}</translation>
    </message>
    <message>
        <source>direction of rows and columns</source>
        <translation>행과 열의 방향</translation>
    </message>
    <message>
        <source>plane</source>
        <translation>단면 방향</translation>
    </message>
    <message>
        <source>acquisition number</source>
        <translation>획득 번호</translation>
    </message>
    <message>
        <source>temporal position</source>
        <translation>시간 위치</translation>
    </message>
    <message>
        <source>acquisition time</source>
        <translation>획득 시각</translation>
    </message>
    <message>
        <source>trigger time</source>
        <translation>트리거 시각</translation>
    </message>
    <message>
        <source>contrast agent</source>
        <translation>조영제</translation>
    </message>
    <message>
        <source>echo number</source>
        <translation>에코 번호</translation>
    </message>
    <message>
        <source>inversion time</source>
        <translation>반전 시간</translation>
    </message>
    <message>
        <source>flip angle</source>
        <translation>숙임각</translation>
    </message>
    <message>
        <source>repetition time</source>
        <translation>반복 시간</translation>
    </message>
    <message>
        <source>b-value</source>
        <translation>b값</translation>
    </message>
    <message>
        <source>diffusion direction</source>
        <translation>확산 방향</translation>
    </message>
    <message>
        <source>sequence name</source>
        <translation>시퀀스 이름</translation>
    </message>
    <message>
        <source>contrast agent {0}</source>
        <translation>조영제 {0}</translation>
    </message>
    <message>
        <source>no contrast agent recorded</source>
        <translation>조영제 기록 없음</translation>
    </message>
    <message>
        <source>echo number {0}</source>
        <translation>에코 번호 {0}</translation>
    </message>
    <message>
        <source>no echo number recorded</source>
        <translation>에코 번호 기록 없음</translation>
    </message>
    <message>
        <source>inversion time {0}</source>
        <translation>반전 시간 {0}</translation>
    </message>
    <message>
        <source>no inversion time recorded</source>
        <translation>반전 시간 기록 없음</translation>
    </message>
    <message>
        <source>flip angle {0}</source>
        <translation>숙임각 {0}</translation>
    </message>
    <message>
        <source>no flip angle recorded</source>
        <translation>숙임각 기록 없음</translation>
    </message>
    <message>
        <source>repetition time {0}</source>
        <translation>반복 시간 {0}</translation>
    </message>
    <message>
        <source>no repetition time recorded</source>
        <translation>반복 시간 기록 없음</translation>
    </message>
    <message>
        <source>b-value {0}</source>
        <translation>b값 {0}</translation>
    </message>
    <message>
        <source>no b-value recorded</source>
        <translation>b값 기록 없음</translation>
    </message>
    <message>
        <source>diffusion direction {0}</source>
        <translation>확산 방향 {0}</translation>
    </message>
    <message>
        <source>no diffusion direction recorded</source>
        <translation>확산 방향 기록 없음</translation>
    </message>
    <message>
        <source>sequence name {0}</source>
        <translation>시퀀스 이름 {0}</translation>
    </message>
    <message>
        <source>no sequence name recorded</source>
        <translation>시퀀스 이름 기록 없음</translation>
    </message>
    <message>
        <source>acquisition number {0}</source>
        <translation>획득 번호 {0}</translation>
    </message>
    <message>
        <source>no acquisition number recorded</source>
        <translation>획득 번호 기록 없음</translation>
    </message>
    <message>
        <source>temporal position {0}</source>
        <translation>시간 위치 {0}</translation>
    </message>
    <message>
        <source>no temporal position recorded</source>
        <translation>시간 위치 기록 없음</translation>
    </message>
    <message>
        <source>acquisition time {0}</source>
        <translation>획득 시각 {0}</translation>
    </message>
    <message>
        <source>no acquisition time recorded</source>
        <translation>획득 시각 기록 없음</translation>
    </message>
    <message>
        <source>trigger time {0}</source>
        <translation>트리거 시각 {0}</translation>
    </message>
    <message>
        <source>no trigger time recorded</source>
        <translation>트리거 시각 기록 없음</translation>
    </message>
    <message>
        <source>echo time {0}</source>
        <translation>에코 시간 {0}</translation>
    </message>
    <message>
        <source>no echo time recorded</source>
        <translation>에코 시간 기록 없음</translation>
    </message>
    <message>
        <source>Other images with this study&apos;s number name another patient ({0}): see whose these are.</source>
        <translation>이 검사 번호를 가진 다른 영상은 환자가 다릅니다({0}). 누구의 영상인지 확인하십시오.</translation>
    </message>
    <message>
        <source>another {0} in this study</source>
        <translation>이 검사에 다른 {0} 있음</translation>
    </message>
    <message>
        <source>name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>birth date</source>
        <translation>생년월일</translation>
    </message>
    <message>
        <source>sex</source>
        <translation>성별</translation>
    </message>
    <message>
        <source>In this series {0} lies more than {1} mm from the origin ({2}).</source>
        <translation>이 시리즈의 {0}: 원점에서 {1} mm보다 멀리 있습니다({2}).</translation>
    </message>
    <message>
        <source>In this series {0} lie more than {1} mm from the origin ({2}).</source>
        <translation>이 시리즈의 {0}: 원점에서 {1} mm보다 멀리 있습니다({2}).</translation>
    </message>
    <message>
        <source>header and voxels in two files, which are not opened here</source>
        <translation>헤더와 복셀이 두 파일로 나뉘어 있어 여기서 열 수 없음</translation>
    </message>
    <message>
        <source>{0} called our receiver {1}, but it is {2}.</source>
        <translation>{0}이(가) 이 컴퓨터의 수신기를 {1}(으)로 불렀으나 이름은 {2}입니다.</translation>
    </message>
    <message>
        <source>Have our AE title entered there, or change ae_title in nodes.toml.</source>
        <translation>그곳에 이 컴퓨터의 AE title을 등록해 달라고 하거나 nodes.toml의 ae_title을 바꾸십시오.</translation>
    </message>
    <message>
        <source>Our own receiver turned {0} away: it is not among its known callers.</source>
        <translation>이 컴퓨터의 수신기가 {0}을(를) 거절했습니다. 허용된 호출자 목록에 없습니다.</translation>
    </message>
    <message>
        <source>Add this AE title to known_callers under [receiver] in nodes.toml.</source>
        <translation>nodes.toml의 [receiver] 아래 known_callers에 이 AE title을 추가하십시오.</translation>
    </message>
    <message>
        <source>What was sent cannot be kept on this computer: {0}.</source>
        <translation>받은 영상을 이 컴퓨터에 저장할 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>Make room on its disk, and retrieve it once more.</source>
        <translation>디스크 공간을 확보한 뒤 다시 가져오십시오.</translation>
    </message>
    <message>
        <source>object class</source>
        <translation>객체 종류</translation>
    </message>
    <message>
        <source>image type</source>
        <translation>영상 유형</translation>
    </message>
    <message>
        <source>echo time</source>
        <translation>에코 시간</translation>
    </message>
    <message>
        <source>size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>modality</source>
        <translation>모달리티</translation>
    </message>
    <message>
        <source>pixel spacing</source>
        <translation>픽셀 간격</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Another direction</source>
        <translation>방향 다름</translation>
    </message>
    <message>
        <source>Another {0}</source>
        <translation>{0} 다름</translation>
    </message>
    <message>
        <source>Bad pixel spacing</source>
        <translation>픽셀 간격 오류</translation>
    </message>
    <message>
        <source>Bad position</source>
        <translation>위치 오류</translation>
    </message>
    <message>
        <source>12-bit JPEG</source>
        <translation>12비트 JPEG</translation>
    </message>
    <message>
        <source>{0}, not MR</source>
        <translation>MR 아님: {0}</translation>
    </message>
    <message>
        <source>Unknown modality</source>
        <translation>알 수 없는 모달리티</translation>
    </message>
    <message>
        <source>In this series slice {0} has another {1} than the rest.</source>
        <translation>이 시리즈의 {0}번 단면은 {1}이(가) 나머지와 다릅니다.</translation>
    </message>
    <message>
        <source>This series&apos; slices are not evenly spaced: {0} mm, but not between slice {1}.</source>
        <translation>이 시리즈의 단면 간격이 고르지 않습니다: {0} mm이지만 {1}번 단면 사이는 다릅니다.</translation>
    </message>
    <message>
        <source>This series&apos; slices make no even grid: slice {0} is {1} mm off its place.</source>
        <translation>이 시리즈의 단면이 고른 격자를 이루지 않습니다: {0}번 단면이 제자리에서 {1} mm 벗어나 있습니다.</translation>
    </message>
    <message>
        <source>This series lacks {0} of {1} slices: slice {2}.</source>
        <translation>이 시리즈는 단면 {1}개 중 {0}개가 없습니다: 단면 {2}.</translation>
    </message>
    <message>
        <source>This series is a multi-frame object that does not say where each frame lies.</source>
        <translation>이 시리즈는 각 프레임의 위치가 기록되지 않은 다중 프레임 객체입니다.</translation>
    </message>
    <message>
        <source>This series has {0} of the {1} objects into which its frames were divided.</source>
        <translation>이 시리즈의 프레임이 나뉘어 담긴 객체 {1}개 중 {0}개만 있습니다.</translation>
    </message>
    <message>
        <source>This series holds objects that are not MR images ({0}).</source>
        <translation>이 시리즈에는 MR 영상이 아닌 객체가 있습니다 ({0}).</translation>
    </message>
    <message>
        <source>In this series several images have one identity (SOP Instance UID): {0}.</source>
        <translation>이 시리즈의 여러 영상이 같은 식별자(SOP Instance UID)를 가집니다: {0}.</translation>
    </message>
    <message>
        <source>This series&apos; row and column directions are not at right angles.</source>
        <translation>이 시리즈의 행 방향과 열 방향이 직각이 아닙니다.</translation>
    </message>
    <message>
        <source>This series claims {0} slices of {1} × {2}, more than a scan of a head has.</source>
        <translation>이 시리즈는 {1} × {2} 크기의 단면이 {0}장이라고 하는데, 머리 검사로는 너무 많습니다.</translation>
    </message>
    <message>
        <source>{0} other images in this series have another {1}: they stand by themselves.</source>
        <translation>이 시리즈의 다른 영상 {0}장은 {1}이(가) 달라 따로 나열됩니다.</translation>
    </message>
    <message>
        <source>{0} other images between these in this series have another {1}: they stand by themselves.</source>
        <translation>이 단면들 사이에 있는 이 시리즈의 다른 영상 {0}장은 {1}이(가) 달라 따로 나열됩니다.</translation>
    </message>
    <message>
        <source>{0} other image in this series has another {1}: it stands by itself.</source>
        <translation>이 시리즈의 다른 영상 {0}장은 {1}이(가) 달라 따로 나열됩니다.</translation>
    </message>
    <message>
        <source>{0} other image between these in this series has another {1}: it stands by itself.</source>
        <translation>이 단면들 사이에 있는 이 시리즈의 다른 영상 {0}장은 {1}이(가) 달라 따로 나열됩니다.</translation>
    </message>
    <message>
        <source>This series is {0}, not MR.</source>
        <translation>이 시리즈는 MR이 아닙니다: {0}.</translation>
    </message>
    <message>
        <source>In this series {0} is damaged: the file ends before the slice does.</source>
        <translation>이 시리즈의 {0}: 손상되었습니다: 단면이 끝나기 전에 파일이 끝납니다.</translation>
    </message>
    <message>
        <source>In this series {0} are damaged: the file ends before the slice does.</source>
        <translation>이 시리즈의 {0}: 손상되었습니다: 단면이 끝나기 전에 파일이 끝납니다.</translation>
    </message>
    <message>
        <source>In this series {0} has no position in the patient.</source>
        <translation>이 시리즈의 {0}: 환자 내 위치가 기록되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>In this series {0} have no position in the patient.</source>
        <translation>이 시리즈의 {0}: 환자 내 위치가 기록되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>In this series {0} has no orientation in the patient.</source>
        <translation>이 시리즈의 {0}: 환자 내 방향이 기록되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>In this series {0} have no orientation in the patient.</source>
        <translation>이 시리즈의 {0}: 환자 내 방향이 기록되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>In this series {0} has no pixel spacing.</source>
        <translation>이 시리즈의 {0}: 픽셀 간격이 기록되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>In this series {0} have no pixel spacing.</source>
        <translation>이 시리즈의 {0}: 픽셀 간격이 기록되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>In this series {0} is stored as a negative (MONOCHROME1).</source>
        <translation>이 시리즈의 {0}: 반전(MONOCHROME1)되어 저장되어 있습니다.</translation>
    </message>
    <message>
        <source>In this series {0} are stored as a negative (MONOCHROME1).</source>
        <translation>이 시리즈의 {0}: 반전(MONOCHROME1)되어 저장되어 있습니다.</translation>
    </message>
    <message>
        <source>In this series {0} has a rescale that makes no sense.</source>
        <translation>이 시리즈의 {0}: 리스케일 값이 올바르지 않습니다.</translation>
    </message>
    <message>
        <source>In this series {0} have a rescale that makes no sense.</source>
        <translation>이 시리즈의 {0}: 리스케일 값이 올바르지 않습니다.</translation>
    </message>
    <message>
        <source>In this series {0} has a pixel spacing that makes no sense ({1}).</source>
        <translation>이 시리즈의 {0}: 픽셀 간격이 올바르지 않습니다 ({1}).</translation>
    </message>
    <message>
        <source>In this series {0} have a pixel spacing that makes no sense ({1}).</source>
        <translation>이 시리즈의 {0}: 픽셀 간격이 올바르지 않습니다 ({1}).</translation>
    </message>
    <message>
        <source>In this series {0} has a position that makes no sense ({1}).</source>
        <translation>이 시리즈의 {0}: 위치가 올바르지 않습니다 ({1}).</translation>
    </message>
    <message>
        <source>In this series {0} have a position that makes no sense ({1}).</source>
        <translation>이 시리즈의 {0}: 위치가 올바르지 않습니다 ({1}).</translation>
    </message>
    <message>
        <source>In this series {0} has an orientation that makes no sense ({1}).</source>
        <translation>이 시리즈의 {0}: 방향이 올바르지 않습니다 ({1}).</translation>
    </message>
    <message>
        <source>In this series {0} have an orientation that makes no sense ({1}).</source>
        <translation>이 시리즈의 {0}: 방향이 올바르지 않습니다 ({1}).</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>Choose a 3D image.</source>
        <translation>3D 영상을 고르세요.</translation>
    </message>
    <message>
        <source>Choose a label map.</source>
        <translation>레이블 맵을 고르세요.</translation>
    </message>
    <message>
        <source>Save their magnitude.</source>
        <translation>크기(magnitude) 영상으로 저장하세요.</translation>
    </message>
    <message>
        <source>Save it again with its place in the patient, or use the DICOM images.</source>
        <translation>환자 내 위치와 함께 다시 저장하거나 DICOM 영상을 쓰세요.</translation>
    </message>
    <message>
        <source>Save it again in millimetres, or use the DICOM images.</source>
        <translation>밀리미터 단위로 다시 저장하거나 DICOM 영상을 쓰세요.</translation>
    </message>
    <message>
        <source>Save it again in millimetres.</source>
        <translation>밀리미터 단위로 다시 저장하세요.</translation>
    </message>
    <message>
        <source>Save it again with a number in every voxel, or use the DICOM images.</source>
        <translation>모든 복셀에 수가 있도록 다시 저장하거나 DICOM 영상을 쓰세요.</translation>
    </message>
    <message>
        <source>Copy it again, or choose another file.</source>
        <translation>다시 복사하거나 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>Copy it again.</source>
        <translation>다시 복사하세요.</translation>
    </message>
    <message>
        <source>Save it as NIfTI-1.</source>
        <translation>NIfTI-1로 저장하세요.</translation>
    </message>
    <message>
        <source>This series holds different images at the same place (slice {0}), and their headers do not tell which of them belong together.</source>
        <translation>이 시리즈에는 같은 위치(단면 {0})에 서로 다른 영상이 있으며, 헤더로는 어느 것끼리 한 볼륨인지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>{0}, the latest day</source>
        <translation>{0}, 가장 최근 날짜</translation>
    </message>
    <message>
        <source>The model looks for lesions on {0}, and this series is {1}.</source>
        <translation>모델은 {0}에서 병변을 찾는데, 이 시리즈는 {1}입니다.</translation>
    </message>
    <message>
        <source>Choose the T1 with contrast; the other sequences are found beside it.</source>
        <translation>조영 T1을 선택하세요. 다른 시퀀스는 그 옆에서 찾습니다.</translation>
    </message>
    <message>
        <source>The archive {0} is packed in a way that is not read (Deflate64, as of large files on Windows).</source>
        <translation>압축 파일 {0}은(는) 읽을 수 없는 방식(Deflate64, Windows의 큰 파일)으로 압축되어 있습니다.</translation>
    </message>
    <message>
        <source>{0}, the last that was scanned</source>
        <translation>{0}, 가장 나중에 촬영됨</translation>
    </message>
    <message>
        <source>{0}, pending again</source>
        <translation>{0}, 다시 미판정</translation>
    </message>
    <message>
        <source>stack</source>
        <translation>스택</translation>
    </message>
    <message>
        <source>object</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>acquisition date and time</source>
        <translation>촬영 일시</translation>
    </message>
    <message>
        <source>In this series {0} is damaged: there are not as many pixels as rows and columns need.</source>
        <translation>이 시리즈의 {0}: 손상되었습니다. 픽셀 수가 행과 열에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>In this series {0} are damaged: there are not as many pixels as rows and columns need.</source>
        <translation>이 시리즈의 {0}: 손상되었습니다. 픽셀 수가 행과 열에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>In this series {0} is damaged: the parts of the file do not follow each other.</source>
        <translation>이 시리즈의 {0}: 손상되었습니다. 파일의 부분들이 서로 이어지지 않습니다.</translation>
    </message>
    <message>
        <source>In this series {0} are damaged: the parts of the file do not follow each other.</source>
        <translation>이 시리즈의 {0}: 손상되었습니다. 파일의 부분들이 서로 이어지지 않습니다.</translation>
    </message>
    <message>
        <source>The {0} shows nothing: every voxel of it is the same.</source>
        <translation>{0}에 영상이 없습니다: 모든 복셀 값이 같습니다.</translation>
    </message>
    <message>
        <source>Choose another {0}.</source>
        <translation>다른 {0}을(를) 고르십시오.</translation>
    </message>
    <message>
        <source>This review cannot be saved where it lies: here it can only be read.</source>
        <translation>이 판독은 지금 위치에 저장할 수 없어 읽기만 할 수 있습니다.</translation>
    </message>
    <message>
        <source>Have its folder made writable, and open it here again.</source>
        <translation>폴더에 쓰기 권한을 받은 뒤 다시 여십시오.</translation>
    </message>
    <message>
        <source>Save it as one file (.mha, .nrrd, .nii).</source>
        <translation>한 파일(.mha, .nrrd, .nii)로 저장하십시오.</translation>
    </message>
    <message>
        <source>Unpack it yourself and open the folder.</source>
        <translation>직접 압축을 푼 뒤 그 폴더를 여세요.</translation>
    </message>
    <message>
        <source>Ask for another archive.</source>
        <translation>다른 압축 파일을 요청하세요.</translation>
    </message>
    <message>
        <source>Free some space, or open an unpacked folder.</source>
        <translation>공간을 비우거나 압축을 푼 폴더를 여세요.</translation>
    </message>
    <message>
        <source>Copy it again, or unpack it yourself.</source>
        <translation>다시 복사하거나 직접 압축을 푸세요.</translation>
    </message>
    <message>
        <source>Choose the folder that holds the patient&apos;s MR images.</source>
        <translation>환자의 MR 영상이 있는 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Choose the folder that holds the patient&apos;s images.</source>
        <translation>환자의 영상이 있는 폴더를 고르세요.</translation>
    </message>
    <message>
        <source>Ask for the series to be sent again.</source>
        <translation>이 시리즈를 다시 보내 달라고 요청하세요.</translation>
    </message>
    <message>
        <source>Close other programs first.</source>
        <translation>먼저 다른 프로그램을 닫으세요.</translation>
    </message>
    <message>
        <source>{0} cannot be read: it is damaged or no {1} file.</source>
        <translation>{0}: 읽을 수 없습니다. 손상되었거나 {1} 파일이 아닙니다.</translation>
    </message>
    <message>
        <source>{0} has axes that are not at right angles.</source>
        <translation>{0}: 축이 직각이 아닙니다.</translation>
    </message>
    <message>
        <source>{0} says that its images are {1} mm long: its unit is not the one it names.</source>
        <translation>{0}: 영상 길이가 {1} mm라고 적혀 있습니다. 적힌 단위가 맞지 않습니다.</translation>
    </message>
    <message>
        <source>{0} holds voxels that are no numbers.</source>
        <translation>{0}: 수가 아닌 복셀이 있습니다.</translation>
    </message>
    <message>
        <source>{0} is no label map: it holds other values than 0, 1, 2...</source>
        <translation>{0}: 레이블 맵이 아닙니다. 0, 1, 2 같은 정수가 아닌 값이 있습니다.</translation>
    </message>
    <message>
        <source>{0} is not one 3D volume.</source>
        <translation>{0}: 하나의 3D 볼륨이 아닙니다.</translation>
    </message>
    <message>
        <source>{0} holds complex numbers, which are no image.</source>
        <translation>{0}: 복소수가 들어 있어 영상이 아닙니다.</translation>
    </message>
    <message>
        <source>{0} claims {1} voxels, more than a scan of a head has.</source>
        <translation>{0}: 복셀이 {1}개라고 하는데, 머리 검사로는 너무 많습니다.</translation>
    </message>
    <message>
        <source>{0} contradicts itself: its directions are longer or shorter than 1, beside its spacing.</source>
        <translation>{0}: 내용이 서로 모순됩니다. 간격과 별도로 방향 벡터의 길이가 1이 아닙니다.</translation>
    </message>
    <message>
        <source>{0} is larger than a scan of a head.</source>
        <translation>{0}: 머리 검사로는 너무 큽니다.</translation>
    </message>
    <message>
        <source>{0} has a spacing or direction that makes no grid.</source>
        <translation>{0}: 간격이나 방향이 격자를 이루지 않습니다.</translation>
    </message>
    <message>
        <source>{0} cannot be read: it is damaged, or ends before its last voxel.</source>
        <translation>{0}: 읽을 수 없습니다. 손상되었거나 마지막 복셀 전에 끝납니다.</translation>
    </message>
    <message>
        <source>NIfTI-2 files cannot be read.</source>
        <translation>NIfTI-2 파일은 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>{0} does not say where it lies in the patient.</source>
        <translation>{0}: 환자 내 위치가 기록되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>{0} contradicts itself: its qform, sform and spacing give different places in the patient.</source>
        <translation>{0}: 내용이 서로 모순됩니다. qform, sform, 간격이 환자 내 서로 다른 위치를 가리킵니다.</translation>
    </message>
    <message>
        <source>{0} cannot be read: its header is damaged.</source>
        <translation>{0}: 읽을 수 없습니다. 헤더가 손상되었습니다.</translation>
    </message>
    <message>
        <source>{0} keeps its voxels in another file.</source>
        <translation>{0}: 복셀이 다른 파일에 있습니다.</translation>
    </message>
    <message>
        <source>{0} is not in millimetres.</source>
        <translation>{0}: 밀리미터 단위가 아닙니다.</translation>
    </message>
    <message>
        <source>{0} has a spacing below zero.</source>
        <translation>{0}: 간격이 0보다 작습니다.</translation>
    </message>
    <message>
        <source>{0} lies in no space of the patient.</source>
        <translation>{0}: 환자 좌표계에 있지 않습니다.</translation>
    </message>
    <message>
        <source>{0} cannot be opened.</source>
        <translation>{0}: 열 수 없습니다.</translation>
    </message>
    <message>
        <source>{0} holds infinite voxels.</source>
        <translation>{0}: 무한대 복셀이 있습니다.</translation>
    </message>
    <message>
        <source>{0} holds no voxel with a number.</source>
        <translation>{0}: 수가 있는 복셀이 없습니다.</translation>
    </message>
    <message>
        <source>{0} holds {1} voxels inside its images that are no numbers (NaN).</source>
        <translation>{0}: 영상 안쪽에 수가 아닌(NaN) 복셀이 {1}개 있습니다.</translation>
    </message>
    <message>
        <source>{0} of {1} voxels hold no number (NaN), all of them around what was scanned: they are taken as the darkest.</source>
        <translation>복셀 {1}개 중 {0}개에 수가 없으며(NaN) 모두 촬영된 부위의 바깥에 있습니다: 가장 어두운 값으로 봅니다.</translation>
    </message>
    <message>
        <source>unknown sequence ({0})</source>
        <translation>알 수 없는 시퀀스 ({0})</translation>
    </message>
    <message>
        <source>The archive {0} is empty.</source>
        <translation>압축 파일 {0}: 비어 있습니다.</translation>
    </message>
    <message>
        <source>The archive {0} is locked by a password.</source>
        <translation>압축 파일 {0}: 암호가 걸려 있습니다.</translation>
    </message>
    <message>
        <source>The archive {0} holds a path that leads out of it.</source>
        <translation>압축 파일 {0}: 바깥으로 나가는 경로가 들어 있습니다.</translation>
    </message>
    <message>
        <source>The archive {0} holds {1} files, more than {2}.</source>
        <translation>압축 파일 {0}: 파일이 {1}개로 {2}개보다 많습니다.</translation>
    </message>
    <message>
        <source>The archive {0} unpacks to far more than images do.</source>
        <translation>압축 파일 {0}: 풀면 영상보다 훨씬 커집니다.</translation>
    </message>
    <message>
        <source>The archive {0} unpacks to {1} GB, more than {2}.</source>
        <translation>압축 파일 {0}: 풀면 {1} GB로 {2} GB보다 큽니다.</translation>
    </message>
    <message>
        <source>The disk has no room to unpack {0}.</source>
        <translation>디스크에 {0} 파일을 풀 공간이 없습니다.</translation>
    </message>
    <message>
        <source>The archive {0} is damaged.</source>
        <translation>압축 파일 {0}: 손상되었습니다.</translation>
    </message>
    <message>
        <source>The archive {0} cannot be unpacked: {1}.</source>
        <translation>압축 파일 {0}: 풀 수 없습니다 ({1}).</translation>
    </message>
    <message>
        <source>an archive of another kind ({0}) than zip, which is not opened here</source>
        <translation>zip이 아닌 다른 종류({0})의 압축 파일이며 여기서는 열지 않습니다</translation>
    </message>
    <message>
        <source>a zip archive that is damaged, or ends early</source>
        <translation>손상되었거나 도중에 끝난 zip 파일</translation>
    </message>
    <message>
        <source>an archive inside the archive</source>
        <translation>압축 파일 안의 압축 파일</translation>
    </message>
    <message>
        <source>an archive inside the folder: open it by itself</source>
        <translation>폴더 안의 압축 파일: 따로 여세요</translation>
    </message>
    <message>
        <source>a disc in one file, which is not opened here</source>
        <translation>디스크 이미지 파일이며 여기서는 열지 않습니다</translation>
    </message>
    <message>
        <source>No files are here.</source>
        <translation>파일이 없습니다.</translation>
    </message>
    <message>
        <source>No images among {0} files: {1}.</source>
        <translation>파일 {0}개 중 영상이 없습니다: {1}.</translation>
    </message>
    <message>
        <source>No image can be read from {0}: {1}.</source>
        <translation>{0}에서 영상을 읽을 수 없습니다: {1}.</translation>
    </message>
    <message>
        <source>This study has no series.</source>
        <translation>이 검사에는 시리즈가 없습니다.</translation>
    </message>
    <message>
        <source>it cannot be opened</source>
        <translation>열 수 없음</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>no DICOM object</source>
        <translation>DICOM 객체 아님</translation>
    </message>
    <message>
        <source>no DICOM, or damaged</source>
        <translation>DICOM이 아니거나 손상됨</translation>
    </message>
    <message>
        <source>no image ({0})</source>
        <translation>영상 아님 ({0})</translation>
    </message>
    <message>
        <source>the disc&apos;s table of contents</source>
        <translation>디스크 목차</translation>
    </message>
    <message>
        <source>damaged: it ends before its series is named</source>
        <translation>손상됨: 시리즈가 적히기 전에 끝남</translation>
    </message>
    <message>
        <source>damaged: it does not say which series it belongs to (Series Instance UID)</source>
        <translation>손상됨: 어느 시리즈의 것인지(Series Instance UID) 적혀 있지 않습니다</translation>
    </message>
    <message>
        <source>damaged: it has no identity (SOP Instance UID)</source>
        <translation>손상됨: 식별자(SOP Instance UID)가 없음</translation>
    </message>
    <message>
        <source>damaged: what it says of its frames makes no sense</source>
        <translation>손상됨: 프레임에 대한 내용이 맞지 않음</translation>
    </message>
    <message>
        <source>it unpacks to far more than an image does</source>
        <translation>풀면 영상보다 훨씬 커짐</translation>
    </message>
    <message>
        <source>the disc&apos;s table of contents names it, but it is not there</source>
        <translation>디스크 목차에 있으나 파일이 없음</translation>
    </message>
    <message>
        <source>the folder cannot be opened</source>
        <translation>폴더를 열 수 없음</translation>
    </message>
    <message>
        <source>Its images were scanned on several days, {0} to {1}: see whether they are one scan.</source>
        <translation>영상이 {0}부터 {1}까지 여러 날에 걸쳐 촬영되었습니다. 한 번의 촬영인지 확인하십시오.</translation>
    </message>
    <message>
        <source>Its header says that it holds labels, and no image.</source>
        <translation>헤더에 영상이 아니라 라벨이라고 적혀 있습니다.</translation>
    </message>
    <message>
        <source>Its header places it in the space of a template ({0}), not where the patient lay.</source>
        <translation>헤더에 적힌 위치는 환자가 누운 자리가 아니라 템플릿({0}) 공간입니다.</translation>
    </message>
    <message>
        <source>another template</source>
        <translation>다른 템플릿</translation>
    </message>
    <message>
        <source>a device or a pipe, and no file</source>
        <translation>파일이 아니라 장치나 파이프입니다</translation>
    </message>
    <message>
        <source>{0} is a device or a pipe, and no file.</source>
        <translation>{0}: 파일이 아니라 장치나 파이프입니다.</translation>
    </message>
    <message>
        <source>a link to what is not there</source>
        <translation>가리키는 것이 없는 링크입니다</translation>
    </message>
    <message>
        <source>a link to another folder, which is not followed: open that folder</source>
        <translation>다른 폴더로 가는 링크이며 따라가지 않습니다. 그 폴더를 여십시오</translation>
    </message>
    <message>
        <source>it names no files</source>
        <translation>파일이 적혀 있지 않음</translation>
    </message>
    <message>
        <source>damaged table of contents</source>
        <translation>손상된 목차</translation>
    </message>
    <message>
        <source>{0}: {1}.</source>
        <translation>{0}: {1}.</translation>
    </message>
    <message>
        <source>Slice {0} has another size than its series.</source>
        <translation>{0}번 단면의 크기가 시리즈와 다릅니다.</translation>
    </message>
    <message>
        <source>The memory has no room for this series.</source>
        <translation>메모리에 이 시리즈를 담을 공간이 없습니다.</translation>
    </message>
    <message>
        <source>Slice {0} cannot be read: its pixels are damaged or packed in a way that is not known.</source>
        <translation>{0}번 단면을 읽을 수 없습니다: 픽셀이 손상되었거나 알 수 없는 방식으로 압축되어 있습니다.</translation>
    </message>
    <message>
        <source>There is no file or folder {0}.</source>
        <translation>파일이나 폴더가 없습니다: {0}.</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>경로를 확인하세요.</translation>
    </message>
    <message>
        <source>Chosen: no {0} is among them; {1}</source>
        <translation>선택됨: {0}이(가) 없음; {1}</translation>
    </message>
    <message>
        <source>recorded: {0}</source>
        <translation>기록됨: {0}</translation>
    </message>
    <message>
        <source>Ask for our AE title, host and port to be entered there.</source>
        <translation>그쪽에 우리의 AE 제목, 호스트, 포트를 등록해 달라고 요청하세요.</translation>
    </message>
    <message>
        <source>Ask for them to be allowed.</source>
        <translation>허용해 달라고 요청하세요.</translation>
    </message>
    <message>
        <source>Ask the person who looks after it.</source>
        <translation>담당자에게 문의하세요.</translation>
    </message>
    <message>
        <source>Ask there whether our AE title, host and port are known.</source>
        <translation>그쪽에 우리의 AE 제목, 호스트, 포트가 등록되어 있는지 문의하세요.</translation>
    </message>
    <message>
        <source>Ask for this AE title to be added there.</source>
        <translation>그쪽에 이 AE 제목을 등록해 달라고 요청하세요.</translation>
    </message>
    <message>
        <source>Check its host name and the network.</source>
        <translation>호스트 이름과 네트워크를 확인하세요.</translation>
    </message>
    <message>
        <source>Check its port and whether it runs.</source>
        <translation>포트와 실행 여부를 확인하세요.</translation>
    </message>
    <message>
        <source>Check its port.</source>
        <translation>포트를 확인하세요.</translation>
    </message>
    <message>
        <source>Check the network.</source>
        <translation>네트워크를 확인하세요.</translation>
    </message>
    <message>
        <source>Check the node&apos;s AE title.</source>
        <translation>노드의 AE 제목을 확인하세요.</translation>
    </message>
    <message>
        <source>Try again in a while.</source>
        <translation>잠시 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>다시 시도하세요.</translation>
    </message>
    <message>
        <source>Retrieve it once more.</source>
        <translation>다시 가져오세요.</translation>
    </message>
    <message>
        <source>Set another port in nodes.toml.</source>
        <translation>nodes.toml에 다른 포트를 적으세요.</translation>
    </message>
    <message>
        <source>Nothing can be received at {0}, port {1}: {2}.</source>
        <translation>{0}, 포트 {1}에서 받을 수 없습니다: {2}.</translation>
    </message>
    <message>
        <source>No answer can be received at {0}, port {1}: {2}.</source>
        <translation>{0}, 포트 {1}에서 응답을 받을 수 없습니다: {2}.</translation>
    </message>
    <message>
        <source>{0} is not found: no computer is called {1}.</source>
        <translation>{0}: 찾을 수 없습니다. {1}(이)라는 컴퓨터가 없습니다.</translation>
    </message>
    <message>
        <source>{0} answers at {1}, port {2}, but not as a DICOM node.</source>
        <translation>{0}: {1}, 포트 {2}에서 응답하지만 DICOM 노드가 아닙니다.</translation>
    </message>
    <message>
        <source>{0} cannot be reached at {1}, port {2}: {3}.</source>
        <translation>{0}: {1}, 포트 {2}에 연결할 수 없습니다 ({3}).</translation>
    </message>
    <message>
        <source>{0} could not send {1} images of this study.</source>
        <translation>{0}: 이 검사의 영상 {1}장을 보내지 못했습니다.</translation>
    </message>
    <message>
        <source>{0} did not answer the echo.</source>
        <translation>{0}: 에코에 응답하지 않았습니다.</translation>
    </message>
    <message>
        <source>{0} did not answer, or broke the connection off.</source>
        <translation>{0}: 응답하지 않았거나 연결을 끊었습니다.</translation>
    </message>
    <message>
        <source>{0} does not answer at {1}, port {2} within {3} s.</source>
        <translation>{0}: {1}, 포트 {2}에서 {3}초 안에 응답하지 않습니다.</translation>
    </message>
    <message>
        <source>{0} is not listening at {1}, port {2}.</source>
        <translation>{0}: {1}, 포트 {2}에서 듣고 있지 않습니다.</translation>
    </message>
    <message>
        <source>{0} sent nothing to {1} at port {2}.</source>
        <translation>{0}: {1}, 포트 {2}에 아무것도 보내지 않았습니다.</translation>
    </message>
    <message>
        <source>{0} sent another study than was asked for.</source>
        <translation>{0}: 요청한 것과 다른 검사를 보냈습니다.</translation>
    </message>
    <message>
        <source>{0} ends before it begins.</source>
        <translation>{0}: 끝나는 날이 시작하는 날보다 앞섭니다.</translation>
    </message>
    <message>
        <source>Write the earlier day first.</source>
        <translation>앞선 날짜를 먼저 쓰십시오.</translation>
    </message>
    <message>
        <source>{0} lists {1} images of this study, and {2} came: some may be missing.</source>
        <translation>{0}: 이 검사의 영상은 {1}장이라고 하는데 {2}장이 왔습니다. 일부가 빠졌을 수 있습니다.</translation>
    </message>
    <message>
        <source>What came names another patient (ID) than {0} lists: see whose images these are.</source>
        <translation>받은 영상의 환자 ID가 {0}의 목록과 다릅니다. 누구의 영상인지 확인하십시오.</translation>
    </message>
    <message>
        <source>What came names another patient (name) than {0} lists: see whose images these are.</source>
        <translation>받은 영상의 환자 이름이 {0}의 목록과 다릅니다. 누구의 영상인지 확인하십시오.</translation>
    </message>
    <message>
        <source>Close what holds this study&apos;s files open, and retrieve it once more.</source>
        <translation>이 검사의 파일을 열어 둔 프로그램을 닫고 다시 가져오십시오.</translation>
    </message>
    <message>
        <source>{0} takes none of these kinds of DICOM object.</source>
        <translation>{0}: 이런 종류의 DICOM 객체를 받지 않습니다.</translation>
    </message>
    <message>
        <source>{0} is not called {1}: wrong AE title.</source>
        <translation>{0}: AE 제목이 {1}이(가) 아닙니다.</translation>
    </message>
    <message>
        <source>{0} does not know us as {1}.</source>
        <translation>{0}: {1}(이)라는 AE 제목을 알지 못합니다.</translation>
    </message>
    <message>
        <source>{0} refused the connection; it may be busy.</source>
        <translation>{0}: 연결을 거부했습니다. 바쁠 수 있습니다.</translation>
    </message>
    <message>
        <source>modality {0}</source>
        <translation>모달리티 {0}</translation>
    </message>
    <message>
        <source>image type {0}</source>
        <translation>영상 유형 {0}</translation>
    </message>
    <message>
        <source>acquisition contrast {0}</source>
        <translation>획득 대조도 {0}</translation>
    </message>
    <message>
        <source>named {0}</source>
        <translation>이름에 {0}</translation>
    </message>
    <message>
        <source>angio flag</source>
        <translation>혈관조영 표시</translation>
    </message>
    <message>
        <source>neither times nor names tell</source>
        <translation>시간도 이름도 알려 주지 않음</translation>
    </message>
    <message>
        <source>and the series&apos; name</source>
        <translation>그리고 시리즈 이름</translation>
    </message>
    <message>
        <source>though the series&apos; name says {0}</source>
        <translation>다만 시리즈 이름은 {0}</translation>
    </message>
    <message>
        <source>echo-planar sequence</source>
        <translation>에코 평면 시퀀스</translation>
    </message>
    <message>
        <source>gradient echo that is not spoiled</source>
        <translation>스포일되지 않은 경사 에코</translation>
    </message>
    <message>
        <source>gradient echo</source>
        <translation>경사 에코</translation>
    </message>
    <message>
        <source>spin echo</source>
        <translation>스핀 에코</translation>
    </message>
    <message>
        <source>a contrast agent is recorded</source>
        <translation>조영제가 기록되어 있으나</translation>
    </message>
    <message>
        <source>but the series&apos; name says without</source>
        <translation>시리즈 이름은 조영제 없음</translation>
    </message>
    <message>
        <source>contrast agent recorded: {0}</source>
        <translation>조영제 기록됨: {0}</translation>
    </message>
    <message>
        <source>contrast by the series&apos; name</source>
        <translation>시리즈 이름에 조영증강</translation>
    </message>
    <message>
        <source>no contrast by the series&apos; name</source>
        <translation>시리즈 이름에 조영증강 없음</translation>
    </message>
    <message>
        <source>contrast recorded on {0} of {1} images</source>
        <translation>영상 {1}장 중 {0}장에 조영제 기록됨</translation>
    </message>
    <message>
        <source>{0} says that its voxels begin at byte {1}, where none can begin.</source>
        <translation>{0}: 복셀이 {1}바이트에서 시작한다고 적혀 있으나 그곳에서 시작할 수 없습니다.</translation>
    </message>
    <message>
        <source>Save it again, or use the DICOM images.</source>
        <translation>다시 저장하거나 DICOM 영상을 쓰세요.</translation>
    </message>
    <message>
        <source>The folder {0} holds the series&apos; images: an export is never laid between them.</source>
        <translation>폴더 {0}에는 이 시리즈의 영상이 있습니다. 내보낸 파일을 그 사이에 두지 않습니다.</translation>
    </message>
    <message>
        <source>{0} is refused: a contour of {1} has a point at no place in a patient.</source>
        <translation>{0}을(를) 거부했습니다. {1}의 윤곽선에 환자 안에 있을 수 없는 점이 있습니다.</translation>
    </message>
    <message>
        <source>Ask for the file to be exported again.</source>
        <translation>파일을 다시 내보내 달라고 요청하십시오.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>다른 폴더를 선택하십시오.</translation>
    </message>
    <message>
        <source>The file of slice {0} is gone since the series was listed.</source>
        <translation>{0}번 단면의 파일이 시리즈를 나열한 뒤에 없어졌습니다.</translation>
    </message>
    <message>
        <source>See that its drive is there, and open it again.</source>
        <translation>드라이브가 연결되어 있는지 확인하고 다시 여십시오.</translation>
    </message>
    <message>
        <source>The file of slice {0} holds another image than when the series was listed.</source>
        <translation>{0}번 단면의 파일에 시리즈를 나열할 때와 다른 영상이 들어 있습니다.</translation>
    </message>
    <message>
        <source>Open the study again.</source>
        <translation>검사를 다시 여십시오.</translation>
    </message>
    <message>
        <source>{0} is packed, but its name does not end in .gz.</source>
        <translation>{0}: 압축되어 있으나 이름이 .gz로 끝나지 않습니다.</translation>
    </message>
    <message>
        <source>{0} is not packed, but its name ends in .gz.</source>
        <translation>{0}: 이름이 .gz로 끝나지만 압축되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Give it the right name, or choose another file.</source>
        <translation>이름을 바르게 고치거나 다른 파일을 고르세요.</translation>
    </message>
    <message>
        <source>{0} holds colours or directions, not one value in each voxel.</source>
        <translation>{0}: 복셀마다 값 하나가 아니라 색이나 방향이 들어 있습니다.</translation>
    </message>
    <message>
        <source>No empty slice lies between drawn ones.</source>
        <translation>그린 단면 사이에 빈 단면이 없습니다.</translation>
    </message>
    <message>
        <source>Draw the lesion on a slice further away first.</source>
        <translation>먼저 더 떨어진 단면에 병변을 그리세요.</translation>
    </message>
    <message>
        <source>Nothing there stands out from what surrounds it.</source>
        <translation>주변과 구분되는 것이 없습니다.</translation>
    </message>
    <message>
        <source>That place lies outside the brain.</source>
        <translation>그 위치는 뇌 바깥입니다.</translation>
    </message>
    <message>
        <source>Draw the lesion with the brush.</source>
        <translation>브러시로 병변을 그리세요.</translation>
    </message>
    <message>
        <source>This lesion is nowhere narrow enough to be two.</source>
        <translation>이 병변은 둘로 나눌 만큼 좁은 곳이 없습니다.</translation>
    </message>
    <message>
        <source>Cut it along a line instead.</source>
        <translation>대신 선을 따라 자르세요.</translation>
    </message>
    <message>
        <source>The cut leaves the lesion whole.</source>
        <translation>자른 선이 병변을 나누지 못합니다.</translation>
    </message>
    <message>
        <source>Draw it through the lesion.</source>
        <translation>병변을 가로질러 그리세요.</translation>
    </message>
    <message>
        <source>That place belongs to a lesion already.</source>
        <translation>그 자리는 이미 다른 병변에 속합니다.</translation>
    </message>
    <message>
        <source>Select it to edit it.</source>
        <translation>편집하려면 그 병변을 선택하세요.</translation>
    </message>
    <message>
        <source>The package {0} needs at least {1} GB of memory for this series, and {2} GB are free.</source>
        <translation>이 시리즈에 모델 패키지 {0}을(를) 쓰려면 메모리가 적어도 {1} GB 필요한데 {2} GB가 남아 있습니다.</translation>
    </message>
    <message>
        <source>The package {0} needs at least {1} GB of memory for one of its windows, and {2} GB are free.</source>
        <translation>모델 패키지 {0}은(는) 창 하나에 메모리가 적어도 {1} GB 필요한데 {2} GB가 남아 있습니다.</translation>
    </message>
    <message>
        <source>The package {0} ran out of memory.</source>
        <translation>모델 패키지 {0}을(를) 실행하다 메모리가 모자랐습니다.</translation>
    </message>
    <message>
        <source>A structure reads back as {0}, it was to be {1}.</source>
        <translation>구조물이 {0}(으)로 다시 읽혔습니다. {1}이어야 합니다.</translation>
    </message>
    <message>
        <source>The label map read back lies elsewhere than the images.</source>
        <translation>다시 읽은 라벨 맵이 영상과 다른 위치에 있습니다.</translation>
    </message>
    <message>
        <source>A surface cannot be read back.</source>
        <translation>표면 파일을 다시 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>{0} is of another patient than the images: not the same are {1}.</source>
        <translation>{0}이(가) 영상과 다른 환자의 것입니다. 다른 항목: {1}.</translation>
    </message>
    <message>
        <source>Choose the study that the export was made on.</source>
        <translation>내보내기를 만든 검사를 고르십시오.</translation>
    </message>
    <message>
        <source>Look-up table</source>
        <translation>변환표</translation>
    </message>
    <message>
        <source>In this series {0} has its values in a look-up table.</source>
        <translation>이 시리즈의 {0}은(는) 값이 변환표로 저장되어 있습니다.</translation>
    </message>
    <message>
        <source>In this series images {0} have its values in a look-up table.</source>
        <translation>이 시리즈의 영상 {0}은(는) 값이 변환표로 저장되어 있습니다.</translation>
    </message>
    <message>
        <source>The contours of {0} enclose {1} mm³, approved were {2} mm³.</source>
        <translation>{0}의 윤곽이 {1} mm³를 둘러쌉니다. 승인한 값은 {2} mm³입니다.</translation>
    </message>
    <message>
        <source>The label map lies beside a review of another series: its lesions are not of these images.</source>
        <translation>라벨 맵이 다른 시리즈의 판독 옆에 있습니다. 이 영상의 병변이 아닙니다.</translation>
    </message>
    <message>
        <source>There are images of {0} patients here.</source>
        <translation>여기에 환자 {0}명의 영상이 있습니다.</translation>
    </message>
    <message>
        <source>The folder {0} lies in {1}, whose files name the patient.</source>
        <translation>폴더 {0}은(는) 환자 이름이 든 파일이 있는 {1} 안에 있습니다.</translation>
    </message>
    <message>
        <source>Choose a folder elsewhere.</source>
        <translation>다른 위치의 폴더를 고르십시오.</translation>
    </message>
    <message>
        <source>The segment of {0} reads back under another name or tracking UID.</source>
        <translation>{0}의 세그먼트가 다른 이름 또는 추적 UID로 다시 읽혔습니다.</translation>
    </message>
    <message>
        <source>The measurements of {0} read back as {1}, approved were {2} mm³.</source>
        <translation>{0}의 측정값이 {1}(으)로 다시 읽혔습니다. 승인한 값은 {2} mm³입니다.</translation>
    </message>
    <message>
        <source>The model run ran out of memory. Nothing was lost.</source>
        <translation>모델 실행 중 메모리가 모자랐습니다. 잃은 것은 없습니다.</translation>
    </message>
    <message>
        <source>This series&apos; images lie beside each other, several at one height, and make no stack.</source>
        <translation>이 시리즈의 영상은 같은 높이에 여러 장이 나란히 놓여 있어 볼륨이 되지 않습니다.</translation>
    </message>
    <message>
        <source>Close other programs and run it again.</source>
        <translation>다른 프로그램을 닫고 다시 실행하십시오.</translation>
    </message>
    <message>
        <source>Something unforeseen ended the model run ({0}). Nothing was lost.</source>
        <translation>예기치 않은 오류로 모델 실행이 끝났습니다({0}). 잃은 것은 없습니다.</translation>
    </message>
    <message>
        <source>Run it again, or choose another model.</source>
        <translation>다시 실행하거나 다른 모델을 고르십시오.</translation>
    </message>
    <message>
        <source>Close other programs, or choose a smaller package.</source>
        <translation>다른 프로그램을 닫거나 더 작은 패키지를 고르세요.</translation>
    </message>
    <message>
        <source>The model run ended unexpectedly (code {0}). Nothing was lost.</source>
        <translation>모델 실행이 예기치 않게 끝났습니다(코드 {0}). 잃은 것은 없습니다.</translation>
    </message>
    <message>
        <source>It may have run out of memory: close other programs and run it again.</source>
        <translation>메모리가 모자랐을 수 있습니다. 다른 프로그램을 닫고 다시 실행하세요.</translation>
    </message>
    <message>
        <source>The model run cannot start: {0}.</source>
        <translation>모델 실행을 시작할 수 없습니다: {0}.</translation>
    </message>
    <message>
        <source>Free the disk.</source>
        <translation>디스크 공간을 비우세요.</translation>
    </message>
    <message>
        <source>No brain is found in this series.</source>
        <translation>이 시리즈에서 뇌를 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Choose a series that shows the whole head.</source>
        <translation>머리 전체가 보이는 시리즈를 고르세요.</translation>
    </message>
    <message>
        <source>The package {0} wants the sequences {1}; {2}.</source>
        <translation>모델 패키지 {0}에는 시퀀스 {1}이(가) 필요합니다. {2}.</translation>
    </message>
    <message>
        <source>of {0} only one is there</source>
        <translation>{0} 가운데 하나만 있습니다</translation>
    </message>
    <message>
        <source>{0} is none of them</source>
        <translation>{0}은(는) 그 가운데 없습니다</translation>
    </message>
    <message>
        <source>the series is none of them</source>
        <translation>이 시리즈는 그 가운데 없습니다</translation>
    </message>
    <message>
        <source>Give each but the series&apos; own with --sequence NAME=PATH, or choose another package.</source>
        <translation>시리즈 자신을 뺀 나머지를 --sequence NAME=PATH로 주거나 다른 패키지를 고르세요.</translation>
    </message>
    <message>
        <source>The model in {0} cannot be loaded.</source>
        <translation>{0}의 모델을 읽어 들일 수 없습니다.</translation>
    </message>
    <message>
        <source>The model in {0} cannot be loaded: its operator {1} is not known here.</source>
        <translation>{0}의 모델을 불러올 수 없습니다. 연산자 {1}을(를) 여기서는 모릅니다.</translation>
    </message>
    <message>
        <source>The model in {0} cannot be run on windows of its size.</source>
        <translation>{0}의 모델을 정해진 크기의 창에서 실행할 수 없습니다.</translation>
    </message>
    <message>
        <source>The model in {0} answers in another size than it is asked in.</source>
        <translation>{0}의 모델이 물은 것과 다른 크기로 답합니다.</translation>
    </message>
    <message>
        <source>The package {0} answers with what is no number.</source>
        <translation>모델 패키지 {0}이(가) 숫자가 아닌 값으로 답합니다.</translation>
    </message>
    <message>
        <source>The model&apos;s inputs do not fit its manifest.</source>
        <translation>모델의 입력이 명세와 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The model&apos;s outputs do not fit its manifest.</source>
        <translation>모델의 출력이 명세와 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Ask for a sound package.</source>
        <translation>온전한 패키지를 요청하세요.</translation>
    </message>
    <message>
        <source>The model package {0} is damaged: its checksum differs.</source>
        <translation>모델 패키지 {0}이(가) 손상되었습니다: 체크섬이 다릅니다.</translation>
    </message>
    <message>
        <source>The model package {0} cannot be read: {1}.</source>
        <translation>모델 패키지 {0}을(를) 읽을 수 없습니다: {1}.</translation>
    </message>
    <message>
        <source>{0} is damaged or no model package.</source>
        <translation>{0}은(는) 손상되었거나 모델 패키지가 아닙니다.</translation>
    </message>
    <message>
        <source>Add it again, or ask whoever made it for a sound one.</source>
        <translation>다시 추가하거나 만든 사람에게 온전한 패키지를 요청하세요.</translation>
    </message>
    <message>
        <source>The model keeps data outside the package.</source>
        <translation>모델이 패키지 밖에 데이터를 두고 있습니다.</translation>
    </message>
    <message>
        <source>The model in the package is no ONNX model.</source>
        <translation>패키지의 모델이 ONNX 모델이 아닙니다.</translation>
    </message>
    <message>
        <source>The model defines operators of its own.</source>
        <translation>모델이 자체 연산자를 정의합니다.</translation>
    </message>
    <message>
        <source>The model uses operators of an unknown domain, {0}.</source>
        <translation>모델이 알 수 없는 영역 {0}의 연산자를 씁니다.</translation>
    </message>
    <message>
        <source>There is no model package {0}.</source>
        <translation>모델 패키지 {0}이(가) 없습니다.</translation>
    </message>
    <message>
        <source>The model package is of a format that this version does not know.</source>
        <translation>이 버전이 모르는 형식의 모델 패키지입니다.</translation>
    </message>
    <message>
        <source>The name {0} has {1} characters; {2} are allowed.</source>
        <translation>이름 {0}은(는) {1}자입니다. {2}자까지 됩니다.</translation>
    </message>
    <message>
        <source>The name {0} holds characters that are not plain ASCII.</source>
        <translation>이름 {0}에 단순 ASCII가 아닌 글자가 있습니다.</translation>
    </message>
    <message>
        <source>The name {0} holds {1}, which {2} does not take.</source>
        <translation>이름 {0}에 {2}이(가) 받지 않는 글자 {1}이(가) 있습니다.</translation>
    </message>
    <message>
        <source>{0} structures are named {1}, letter case aside.</source>
        <translation>대소문자를 가리지 않으면 구조물 {0}개의 이름이 {1}(으)로 같습니다.</translation>
    </message>
    <message>
        <source>{0} takes no approved structure set; export it as unapproved.</source>
        <translation>{0}은(는) 승인된 구조 세트를 받지 않습니다. 미승인으로 내보내십시오.</translation>
    </message>
    <message>
        <source>There are {0} structures; {1} takes {2}.</source>
        <translation>구조물이 {0}개입니다. {1}은(는) {2}개까지 받습니다.</translation>
    </message>
    <message>
        <source>A contour of {0} has {1} points; {2} takes {3}.</source>
        <translation>{0}의 한 윤곽에 점이 {1}개입니다. {2}은(는) {3}개까지 받습니다.</translation>
    </message>
    <message>
        <source>A contour is too long for explicit transfer syntax, and {0} takes no other.</source>
        <translation>한 윤곽이 explicit 전송 구문에 너무 길고, {0}은(는) 다른 구문을 받지 않습니다.</translation>
    </message>
    <message>
        <source>space</source>
        <translation>빈칸</translation>
    </message>
    <message>
        <source>{0} is cut off where the images end.</source>
        <translation>{0}은(는) 영상이 끝나는 곳에서 잘립니다.</translation>
    </message>
    <message>
        <source>{0} is kept inside the brain: {1} % of its margin is left away.</source>
        <translation>{0}은(는) 뇌 안으로 제한되어 여백의 {1} %가 제외되었습니다.</translation>
    </message>
    <message>
        <source>{0} lies in {1} pieces, {2} mm apart: its diameters reach across the gap.</source>
        <translation>{0}은(는) {2} mm 떨어진 {1}조각으로 되어 있습니다. 지름은 그 사이를 건너 잰 값입니다.</translation>
    </message>
    <message>
        <source>{0} is lesion {1} here, because lesion {2} is another.</source>
        <translation>{0}은(는) 여기서 {1}번 병변입니다. {2}번은 다른 병변이기 때문입니다.</translation>
    </message>
    <message>
        <source>{0} was {1} in {2}; {3} is another lesion here.</source>
        <translation>{0}은(는) {2}에서 {1}이었습니다. 여기서 {3}은(는) 다른 병변입니다.</translation>
    </message>
    <message>
        <source>{0} has one number for all {1} pieces: each is a lesion of its own.</source>
        <translation>{0}에는 {1}조각 모두에 번호가 하나뿐입니다. 조각마다 별개의 병변으로 들어왔습니다.</translation>
    </message>
    <message>
        <source>{0} holds {1} pieces: no lesions.</source>
        <translation>{0}에는 조각이 {1}개 있습니다. 병변이 아닙니다.</translation>
    </message>
    <message>
        <source>{0} lies {1} mm off this series&apos; voxels.</source>
        <translation>{0}은(는) 이 시리즈의 복셀에서 {1} mm 어긋나 있습니다.</translation>
    </message>
    <message>
        <source>Label {0} of the map lies in {1} pieces, {2} mm apart: each is a lesion of its own, {3}.</source>
        <translation>레이블 맵의 {0}번 레이블은 {2} mm 떨어진 {1}조각으로 되어 있습니다. 조각마다 별개의 병변입니다: {3}번.</translation>
    </message>
    <message>
        <source>The profile {0} cannot be read: {1}.</source>
        <translation>프로파일 {0}을(를) 읽을 수 없습니다: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}.</source>
        <translation>{0}을(를) 읽을 수 없습니다: {1}.</translation>
    </message>
    <message>
        <source>The profile {0} is wrong: {1}.</source>
        <translation>프로파일 {0}이(가) 잘못되었습니다: {1}.</translation>
    </message>
    <message>
        <source>{0} is wrong: {1}.</source>
        <translation>{0}이(가) 잘못되었습니다: {1}.</translation>
    </message>
    <message>
        <source>Mend the file.</source>
        <translation>파일을 고치십시오.</translation>
    </message>
    <message>
        <source>The profiles {0} and {1} are about one planning system, {2}.</source>
        <translation>프로파일 {0}와(과) {1}이(가) 같은 치료 계획 시스템 {2}을(를) 다룹니다.</translation>
    </message>
    <message>
        <source>Keep one of them in the folder.</source>
        <translation>폴더에 하나만 두십시오.</translation>
    </message>
    <message>
        <source>it is no text in UTF-8</source>
        <translation>UTF-8 텍스트가 아님</translation>
    </message>
    <message>
        <source>it ends within a value</source>
        <translation>값 도중에 끝남</translation>
    </message>
    <message>
        <source>line {0} is no TOML from letter {1} on</source>
        <translation>{0}행 {1}번째 글자부터 TOML이 아님</translation>
    </message>
    <message>
        <source>it has an unknown {0}</source>
        <translation>알 수 없는 항목 {0}이(가) 있음</translation>
    </message>
    <message>
        <source>it has no name</source>
        <translation>이름(name)이 없음</translation>
    </message>
    <message>
        <source>{0} is a number from 1, or &quot;unknown&quot;</source>
        <translation>{0}은(는) 1 이상의 수이거나 &quot;unknown&quot;</translation>
    </message>
    <message>
        <source>{0} is true, false or &quot;unknown&quot;</source>
        <translation>{0}은(는) true, false 또는 &quot;unknown&quot;</translation>
    </message>
    <message>
        <source>{0} is one of {1}, or &quot;unknown&quot;</source>
        <translation>{0}은(는) {1} 중 하나이거나 &quot;unknown&quot;</translation>
    </message>
    <message>
        <source>{0} is no set of characters</source>
        <translation>{0}은(는) 글자 집합이 아님</translation>
    </message>
    <message>
        <source>the template {0} holds a backslash, or characters that are not plain ASCII</source>
        <translation>서식 {0}에 역슬래시나 단순 ASCII가 아닌 글자가 있음</translation>
    </message>
    <message>
        <source>the template {0} has an unknown {1}</source>
        <translation>서식 {0}에 알 수 없는 {1}이(가) 있음</translation>
    </message>
    <message>
        <source>the template {0} does not hold the lesion&apos;s number, {1}</source>
        <translation>서식 {0}에 병변 번호 {1}이(가) 없음</translation>
    </message>
    <message>
        <source>each node stands under [[node]]</source>
        <translation>노드는 각각 [[node]] 아래에 씀</translation>
    </message>
    <message>
        <source>two nodes have the same name</source>
        <translation>두 노드의 이름이 같음</translation>
    </message>
    <message>
        <source>a node has no {0}</source>
        <translation>노드에 {0}이(가) 없음</translation>
    </message>
    <message>
        <source>the file has an unknown {0}</source>
        <translation>파일에 알 수 없는 항목 {0}이(가) 있음</translation>
    </message>
    <message>
        <source>a node has an unknown {0}</source>
        <translation>노드에 알 수 없는 항목 {0}이(가) 있음</translation>
    </message>
    <message>
        <source>the receiver has an unknown {0}</source>
        <translation>수신부에 알 수 없는 항목 {0}이(가) 있음</translation>
    </message>
    <message>
        <source>enabled is true or false</source>
        <translation>enabled는 true 또는 false</translation>
    </message>
    <message>
        <source>{0} is no text</source>
        <translation>{0}은(는) 텍스트가 아님</translation>
    </message>
    <message>
        <source>{0} is no port from 1 to 65535</source>
        <translation>{0}은(는) 1에서 65535까지의 포트가 아님</translation>
    </message>
    <message>
        <source>{0} is no AE title: up to 16 plain characters</source>
        <translation>{0}은(는) AE 타이틀이 아님: 단순 글자 16자까지</translation>
    </message>
    <message>
        <source>a part of it has another form than it should</source>
        <translation>일부의 형식이 맞지 않음</translation>
    </message>
    <message>
        <source>{0} takes none of these objects in their encoding.</source>
        <translation>{0}은(는) 이 객체들을 지금의 인코딩으로는 하나도 받지 않습니다.</translation>
    </message>
    <message>
        <source>Ask for Explicit VR Little Endian to be allowed there, or send contours that were exported with a profile of transfer_syntax = &quot;implicit&quot;.</source>
        <translation>그쪽에서 Explicit VR Little Endian을 허용하도록 요청하거나, transfer_syntax = &quot;implicit&quot;인 프로파일로 내보낸 윤곽을 보내십시오.</translation>
    </message>
    <message>
        <source>{0} takes no {1}. Ask for it to be allowed.</source>
        <translation>{0}은(는) {1}을(를) 받지 않습니다. 허용하도록 요청하십시오.</translation>
    </message>
    <message>
        <source>{0} takes no {1} in its encoding, {2}. {3}</source>
        <translation>{0}은(는) {1}을(를) 지금의 인코딩 {2}(으)로는 받지 않습니다. {3}</translation>
    </message>
    <message>
        <source>structured report</source>
        <translation>구조화 보고서</translation>
    </message>
    <message>
        <source>secondary capture</source>
        <translation>2차 캡처</translation>
    </message>
    <message>
        <source>The connection was lost before it.</source>
        <translation>그 전에 연결이 끊겼습니다.</translation>
    </message>
    <message>
        <source>It could not be sent.</source>
        <translation>보낼 수 없었습니다.</translation>
    </message>
    <message>
        <source>{0} (status {1}).</source>
        <translation>{0} (상태 {1}).</translation>
    </message>
    <message>
        <source>{0}: {1} (status {2}).</source>
        <translation>{0}: {1} (상태 {2}).</translation>
    </message>
    <message>
        <source>It failed while processing</source>
        <translation>처리하다 실패함</translation>
    </message>
    <message>
        <source>It has an object of this UID already</source>
        <translation>이 UID의 객체가 이미 있음</translation>
    </message>
    <message>
        <source>It does not know such an object</source>
        <translation>그런 객체를 알지 못함</translation>
    </message>
    <message>
        <source>It says the UID is invalid</source>
        <translation>UID가 올바르지 않다고 함</translation>
    </message>
    <message>
        <source>It does not take this kind of object</source>
        <translation>이 종류의 객체를 받지 않음</translation>
    </message>
    <message>
        <source>We are not allowed to</source>
        <translation>우리에게 허용되지 않음</translation>
    </message>
    <message>
        <source>It says the message was sent twice</source>
        <translation>메시지가 두 번 왔다고 함</translation>
    </message>
    <message>
        <source>It ran out of room to send</source>
        <translation>보낼 자리가 모자람</translation>
    </message>
    <message>
        <source>It changed values on storing</source>
        <translation>저장하며 값을 바꿈</translation>
    </message>
    <message>
        <source>It dropped elements on storing</source>
        <translation>저장하며 요소를 뺌</translation>
    </message>
    <message>
        <source>It says the data set does not match its kind</source>
        <translation>데이터 세트가 종류와 맞지 않는다고 함</translation>
    </message>
    <message>
        <source>It was cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>It has no room or too few resources</source>
        <translation>자리나 자원이 모자람</translation>
    </message>
    <message>
        <source>It cannot understand the object</source>
        <translation>객체를 이해하지 못함</translation>
    </message>
    <message>
        <source>It stored with a warning</source>
        <translation>경고와 함께 저장함</translation>
    </message>
    <message>
        <source>It refused</source>
        <translation>거부함</translation>
    </message>
    <message>
        <source>The folder {0} has a longer name than can be kept there; nothing was exported.</source>
        <translation>폴더 {0}의 이름이 너무 길어 그곳에 만들 수 없습니다. 아무것도 내보내지 않았습니다.</translation>
    </message>
    <message>
        <source>The folder {0} holds an export already.</source>
        <translation>폴더 {0}에 이미 내보낸 것이 있습니다.</translation>
    </message>
    <message>
        <source>The disk of {0} is full; nothing was exported.</source>
        <translation>{0}의 디스크가 가득 찼습니다. 아무것도 내보내지 않았습니다.</translation>
    </message>
    <message>
        <source>The folder {0} may not be written to; nothing was exported.</source>
        <translation>폴더 {0}에 쓸 수 없습니다. 아무것도 내보내지 않았습니다.</translation>
    </message>
    <message>
        <source>{0} is a file, not a folder; nothing was exported.</source>
        <translation>{0}은(는) 폴더가 아니라 파일입니다. 아무것도 내보내지 않았습니다.</translation>
    </message>
    <message>
        <source>The export could not be written to {0} ({1}); nothing was exported.</source>
        <translation>{0}에 내보낼 수 없었습니다({1}). 아무것도 내보내지 않았습니다.</translation>
    </message>
    <message>
        <source>The folder {0} holds a {1} already.</source>
        <translation>폴더 {0}에 이미 {1}이(가) 있습니다.</translation>
    </message>
    <message>
        <source>{0} lesions from {1}.</source>
        <translation>{1}에서 병변 {0}개를 가져왔습니다.</translation>
    </message>
    <message>
        <source>1 lesion from {0}.</source>
        <translation>{0}에서 병변 1개를 가져왔습니다.</translation>
    </message>
    <message>
        <source>{0}, label map</source>
        <translation>{0}, 레이블 맵</translation>
    </message>
    <message>
        <source>{0} was here already.</source>
        <translation>{0}개는 이미 있었습니다.</translation>
    </message>
    <message>
        <source>{0} were here already.</source>
        <translation>{0}개는 이미 있었습니다.</translation>
    </message>
    <message>
        <source>{0} put aside.</source>
        <translation>{0}개 보류.</translation>
    </message>
    <message>
        <source>{0} left out.</source>
        <translation>{0}개 제외.</translation>
    </message>
    <message>
        <source>{0} are margins around lesions.</source>
        <translation>{0}: 병변 둘레의 여백입니다.</translation>
    </message>
    <message>
        <source>{0} is a margin around a lesion.</source>
        <translation>{0}: 병변 둘레의 여백입니다.</translation>
    </message>
    <message>
        <source>{0} is put aside: it lies over {1}.</source>
        <translation>{0}: {1}과(와) 겹쳐 보류되었습니다.</translation>
    </message>
    <message>
        <source>lesion {0}</source>
        <translation>병변 {0}</translation>
    </message>
    <message>
        <source>{0} is recorded as {1}.</source>
        <translation>{0}: 종류가 {1}(으)로 기록되어 있습니다.</translation>
    </message>
    <message>
        <source>{0} holds no voxel of this series.</source>
        <translation>{0}: 이 시리즈의 복셀이 하나도 없습니다.</translation>
    </message>
    <message>
        <source>{0} is larger than any lesion.</source>
        <translation>{0}: 어떤 병변보다도 큽니다.</translation>
    </message>
    <message>
        <source>Segment {0} holds no voxel.</source>
        <translation>분할 {0}: 복셀이 하나도 없습니다.</translation>
    </message>
    <message>
        <source>{0} is left out: {1} of its {2} contours hold what is no number.</source>
        <translation>{0}: 제외했습니다. 윤곽 {2}개 중 {1}개에 수가 아닌 값이 있습니다.</translation>
    </message>
    <message>
        <source>{0} is left out: {1} of its {2} contours do not hold three numbers a point.</source>
        <translation>{0}: 제외했습니다. 윤곽 {2}개 중 {1}개가 점마다 수 세 개를 갖추지 않았습니다.</translation>
    </message>
    <message>
        <source>{0} is left out: another structure has its number, too, and its contours.</source>
        <translation>{0}: 제외했습니다. 다른 구조가 같은 번호와 윤곽을 씁니다.</translation>
    </message>
    <message>
        <source>Contours of the number {0} belong to no structure and are lost.</source>
        <translation>번호 {0}의 윤곽은 어느 구조에도 속하지 않아 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>{0}: {1} of its {2} contours are not marked as closed; they were closed.</source>
        <translation>{0}: 윤곽 {2}개 중 {1}개가 닫힌 것으로 표시되지 않아 닫았습니다.</translation>
    </message>
    <message>
        <source>{0}: {1} of its {2} contours say another number of points than they have: some may be missing.</source>
        <translation>{0}: 윤곽 {2}개 중 {1}개는 적힌 점의 수와 실제가 다릅니다. 빠진 점이 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>{0}: {1} of its {2} contours have fewer than three points and enclose nothing.</source>
        <translation>{0}: 윤곽 {2}개 중 {1}개는 점이 세 개보다 적어 아무것도 둘러싸지 않습니다.</translation>
    </message>
    <message>
        <source>{0}: {1} of its {2} contours cross themselves: look at its shape.</source>
        <translation>{0}: 윤곽 {2}개 중 {1}개가 스스로 엇갈립니다. 모양을 확인하세요.</translation>
    </message>
    <message>
        <source>{0}: contours lie on each other on {1} of its slices: the same one twice is taken once, others cancel out where they overlap.</source>
        <translation>{0}: 절편 {1}개에서 윤곽이 서로 겹칩니다. 똑같은 윤곽은 한 번만 쓰고, 다른 것은 겹친 곳이 빠집니다.</translation>
    </message>
    <message>
        <source>{0}: no contour on {1} of the slices between its first and its last.</source>
        <translation>{0}: 처음과 마지막 사이의 절편 {1}개에 윤곽이 없습니다.</translation>
    </message>
    <message>
        <source>{0}: {1} mm³ here, {2} mm³ by its contours.</source>
        <translation>{0}: 여기서는 {1} mm³, 윤곽으로는 {2} mm³.</translation>
    </message>
    <message>
        <source>{0} was drawn on another series: its contours are filled with this series&apos; voxels, so shapes and volumes are approximate, and each lesion gets a new tracking UID.</source>
        <translation>{0}: 다른 시리즈에서 그린 것입니다. 윤곽을 이 시리즈의 복셀로 다시 채우므로 모양과 부피는 어림값이고, 병변마다 추적 UID가 새로 붙습니다.</translation>
    </message>
    <message>
        <source>{0} was made on another series with the same voxels: look whether the lesions fit these images. Each gets a new tracking UID.</source>
        <translation>{0}: 복셀 격자가 같은 다른 시리즈에서 만든 것입니다. 병변이 이 영상과 맞는지 확인하세요. 추적 UID가 새로 붙습니다.</translation>
    </message>
    <message>
        <source>{0} belongs to another study than this series.</source>
        <translation>{0}: 이 시리즈와 다른 검사에 속합니다.</translation>
    </message>
    <message>
        <source>{0} has another patient&apos;s name than the images, with the same ID and study: look whose it is.</source>
        <translation>{0}: ID와 검사는 같으나 환자 이름이 영상과 다릅니다. 누구의 것인지 확인하세요.</translation>
    </message>
    <message>
        <source>{0} is of another patient: it differs from the images in {1}.</source>
        <translation>{0}: 다른 환자의 파일입니다. 영상과 다른 것: {1}.</translation>
    </message>
    <message>
        <source>the name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>the ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>the birth date</source>
        <translation>생년월일</translation>
    </message>
    <message>
        <source>the sex</source>
        <translation>성별</translation>
    </message>
    <message>
        <source>the name and {0}</source>
        <translation>이름, {0}</translation>
    </message>
    <message>
        <source>the ID and {0}</source>
        <translation>ID, {0}</translation>
    </message>
    <message>
        <source>the birth date and {0}</source>
        <translation>생년월일, {0}</translation>
    </message>
    <message>
        <source>the name, {0}</source>
        <translation>이름, {0}</translation>
    </message>
    <message>
        <source>the ID, {0}</source>
        <translation>ID, {0}</translation>
    </message>
    <message>
        <source>the birth date, {0}</source>
        <translation>생년월일, {0}</translation>
    </message>
    <message>
        <source>{0} is cut short: it ends before its data set does, and what came after is lost.</source>
        <translation>{0}: 파일이 잘려 있습니다. 데이터가 끝나기 전에 끊겨 뒤의 내용이 없습니다.</translation>
    </message>
    <message>
        <source>Copy it again, or have it exported again.</source>
        <translation>다시 복사하거나 다시 내보내 달라고 하세요.</translation>
    </message>
    <message>
        <source>{0} does not lie on this series&apos; grid.</source>
        <translation>{0}: 이 시리즈의 격자와 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Resample it to the series, or open the series it was made on.</source>
        <translation>이 시리즈에 맞게 다시 표본화하거나, 만든 시리즈를 여세요.</translation>
    </message>
    <message>
        <source>{0} has another frame of reference than this series.</source>
        <translation>{0}: 기준 좌표계가 이 시리즈와 다릅니다.</translation>
    </message>
    <message>
        <source>{0} does not say which series it belongs to.</source>
        <translation>{0}: 어느 시리즈의 것인지 적혀 있지 않습니다.</translation>
    </message>
    <message>
        <source>Open the study it was made on.</source>
        <translation>이것을 만든 검사를 여세요.</translation>
    </message>
    <message>
        <source>{0} has contours of {1} that lie on no slice of this series.</source>
        <translation>{0}: {1}의 윤곽이 이 시리즈의 어느 절편에도 놓이지 않습니다.</translation>
    </message>
    <message>
        <source>{0} has contours of {1} that lie outside this series.</source>
        <translation>{0}: {1}의 윤곽이 이 시리즈 밖에 있습니다.</translation>
    </message>
    <message>
        <source>Open the series that it was drawn on.</source>
        <translation>이것을 그린 시리즈를 여세요.</translation>
    </message>
    <message>
        <source>Open the series that it was made on.</source>
        <translation>이것을 만든 시리즈를 여세요.</translation>
    </message>
    <message>
        <source>{0} holds probabilities, not voxels.</source>
        <translation>{0}: 복셀이 아니라 확률이 들어 있습니다.</translation>
    </message>
    <message>
        <source>Save it as a binary segmentation.</source>
        <translation>이진 분할(BINARY)로 저장하세요.</translation>
    </message>
    <message>
        <source>A frame of the Segmentation lies on no slice of the series.</source>
        <translation>분할의 한 프레임이 이 시리즈의 어느 절편에도 놓이지 않습니다.</translation>
    </message>
    <message>
        <source>{0} cannot be read as a Segmentation.</source>
        <translation>{0}: 분할(SEG)로 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>{0} holds no lesion.</source>
        <translation>{0}: 병변이 없습니다.</translation>
    </message>
    <message>
        <source>{0} holds no lesion. {1}</source>
        <translation>{0}: 병변이 없습니다. {1}</translation>
    </message>
    <message>
        <source>From {0}</source>
        <translation>{0}에서 가져옴</translation>
    </message>
    <message>
        <source>{0}, over {1}</source>
        <translation>{0}, {1}과(와) 겹침</translation>
    </message>
    <message>
        <source>This computer has no font with Korean letters, and the report is to be in Korean.</source>
        <translation>이 컴퓨터에는 한글 글꼴이 없어 보고서를 한국어로 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>Install one (fonts-noto-cjk), or have the report in English.</source>
        <translation>한글 글꼴(fonts-noto-cjk)을 설치하거나 영어 보고서를 고르십시오.</translation>
    </message>
    <message>
        <source>This computer has no font with letters of the report: {0}</source>
        <translation>이 컴퓨터에는 보고서의 다음 글자가 있는 글꼴이 없습니다: {0}</translation>
    </message>
    <message>
        <source>Another file has taken the place of this review&apos;s since it was opened.</source>
        <translation>이 검토를 연 뒤에 다른 파일이 그 자리를 차지했습니다.</translation>
    </message>
    <message>
        <source>This review belongs to other images that have the same numbers (UIDs): it is not shown on these.</source>
        <translation>이 판독은 같은 번호(UID)를 가진 다른 영상의 것이므로 이 영상에 표시하지 않습니다.</translation>
    </message>
    <message>
        <source>See whose images these are. Move the review&apos;s folder away to start anew: {0}</source>
        <translation>누구의 영상인지 확인하세요. 새로 시작하려면 판독 폴더를 옮기세요: {0}</translation>
    </message>
    <message>
        <source>Nothing was exported. Open the study again.</source>
        <translation>아무것도 내보내지 않았습니다. 검사를 다시 여세요.</translation>
    </message>
    <message>
        <source>The review is damaged at line {0}.</source>
        <translation>판독 파일의 {0}번째 줄이 손상되었습니다.</translation>
    </message>
    <message>
        <source>The review is damaged: its first line is missing.</source>
        <translation>판독 파일이 손상되었습니다. 첫 줄이 없습니다.</translation>
    </message>
    <message>
        <source>It was left as it is: restore it from a copy, or move its folder away to start anew: {0}</source>
        <translation>파일은 그대로 두었습니다. 사본에서 복원하거나, 새로 시작하려면 그 폴더를 옮기세요: {0}</translation>
    </message>
    <message>
        <source>It is left as it is. Close the study and open it again to see what it holds; note what you judged last.</source>
        <translation>그 파일은 그대로 두었습니다. 마지막 판정을 적어 두고, 검사를 닫았다가 다시 열어 내용을 확인하십시오.</translation>
    </message>
    <message>
        <source>The folder of reviews is gone: its drive is not connected, or it was moved or deleted.</source>
        <translation>검토 폴더가 없습니다. 드라이브가 연결되지 않았거나 폴더가 옮겨지거나 지워졌습니다.</translation>
    </message>
    <message>
        <source>Bring it back and judge again: what was judged before is kept while this window is open.</source>
        <translation>폴더를 되돌린 뒤 다시 판정하십시오. 앞서 판정한 것은 이 창이 열려 있는 동안 유지됩니다.</translation>
    </message>
    <message>
        <source>Install one that has them (fonts-noto-cjk for Korean, Chinese and Japanese), or leave the PDF out.</source>
        <translation>그 글자가 있는 글꼴을 설치하거나(한국어, 중국어, 일본어: fonts-noto-cjk) PDF를 빼십시오.</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Axial, coronal and sagittal through each lesion&apos;s middle; in the axial and coronal picture the patient&apos;s right is at the left. The bar is 5 mm.</source>
        <translation>각 병변 중심을 지나는 축상면, 관상면, 시상면입니다. 축상면과 관상면에서는 환자의 오른쪽이 왼쪽에 있습니다. 막대는 5 mm입니다.</translation>
    </message>
    <message>
        <source>Brain metastases: review report</source>
        <translation>뇌 전이: 판독 보고서</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>환자</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>생년월일</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>검사</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>시리즈</translation>
    </message>
    <message>
        <source>Series UID</source>
        <translation>시리즈 UID</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>none recorded</source>
        <translation>기록 없음</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>승인됨</translation>
    </message>
    <message>
        <source>unapproved</source>
        <translation>승인 안 됨</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>작성</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>Lesions</source>
        <translation>병변 수</translation>
    </message>
    <message>
        <source>Total volume</source>
        <translation>총 부피</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>가장 큰 병변</translation>
    </message>
    <message>
        <source>RANO-BM sum of longest diameters</source>
        <translation>RANO-BM 최장 지름의 합</translation>
    </message>
    <message>
        <source>{sum} mm over {count}</source>
        <translation>{count}개 병변, {sum} mm</translation>
    </message>
    <message>
        <source>no lesion is measurable</source>
        <translation>측정 가능한 병변 없음</translation>
    </message>
    <message>
        <source>Exported lesions</source>
        <translation>내보낸 병변</translation>
    </message>
    <message>
        <source>measurable</source>
        <translation>측정 가능</translation>
    </message>
    <message>
        <source>not measurable</source>
        <translation>측정 불가</translation>
    </message>
    <message>
        <source>under 10 mm</source>
        <translation>10 mm 미만</translation>
    </message>
    <message>
        <source>under 5 mm across</source>
        <translation>직각 방향 5 mm 미만</translation>
    </message>
    <message>
        <source>on one slice only</source>
        <translation>한 단면에만 있음</translation>
    </message>
    <message>
        <source>{size} mm, axial</source>
        <translation>{size} mm, 축상면</translation>
    </message>
    <message>
        <source>RANO-BM: {words}</source>
        <translation>RANO-BM: {words}</translation>
    </message>
    <message>
        <source>Contour: {words}</source>
        <translation>윤곽: {words}</translation>
    </message>
    <message>
        <source>Read back: {volume} mm³</source>
        <translation>다시 읽음: {volume} mm³</translation>
    </message>
    <message>
        <source>reader</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>model, edited by the reader</source>
        <translation>모델, 판독자가 편집</translation>
    </message>
    <message>
        <source>{source}, edited by the reader</source>
        <translation>{source}, 판독자가 편집</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>Lesion | Place | Volume mm³ | Diameters mm | RANO-BM | Contour</source>
        <translation>병변 | 위치 | 부피 mm³ | 지름 mm | RANO-BM | 윤곽</translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation>내보내지 않음</translation>
    </message>
    <message>
        <source>Put aside, for a second look</source>
        <translation>보류(재확인)</translation>
    </message>
    <message>
        <source>looked at</source>
        <translation>확인함</translation>
    </message>
    <message>
        <source>not looked at in this sitting</source>
        <translation>이번 판독에서 확인하지 않음</translation>
    </message>
    <message>
        <source>Rejected by the reader, not exported: {names}.</source>
        <translation>판독자가 제외하여 내보내지 않음: {names}.</translation>
    </message>
    <message>
        <source>Not judged, not exported: {names}.</source>
        <translation>미판정으로 내보내지 않음: {names}.</translation>
    </message>
    <message>
        <source>Put aside by post-processing, not exported: {names}.</source>
        <translation>후처리에서 보류되어 내보내지 않음: {names}.</translation>
    </message>
    <message>
        <source>{count} {words}</source>
        <translation>{words} {count}개</translation>
    </message>
    <message>
        <source>outside the brain</source>
        <translation>뇌 밖</translation>
    </message>
    <message>
        <source>too small</source>
        <translation>너무 작음</translation>
    </message>
    <message>
        <source>below the threshold</source>
        <translation>역치 미만</translation>
    </message>
    <message>
        <source>brought in by a file, over a lesion</source>
        <translation>파일에서 가져옴, 병변과 겹침</translation>
    </message>
    <message>
        <source>marked by the reader before the model was revealed</source>
        <translation>모델 공개 전에 판독자가 표시</translation>
    </message>
    <message>
        <source>Planning system</source>
        <translation>치료계획 시스템</translation>
    </message>
    <message>
        <source>Contours</source>
        <translation>윤곽</translation>
    </message>
    <message>
        <source>exact, along the voxels&apos; edges</source>
        <translation>정확: 복셀의 가장자리를 따름</translation>
    </message>
    <message>
        <source>smooth: areas are kept, but programs that round points to pixels read small lesions too large, +174 % at 2–3 mm, +55 % at 4–6 mm</source>
        <translation>매끄러움: 면적은 유지되지만, 점을 픽셀로 반올림하는 프로그램은 작은 병변을 크게 읽습니다. 2–3 mm에서 +174 %, 4–6 mm에서 +55 %</translation>
    </message>
    <message>
        <source>Margin (PTV)</source>
        <translation>여백 (PTV)</translation>
    </message>
    <message>
        <source>{margin} mm</source>
        <translation>{margin} mm</translation>
    </message>
    <message>
        <source>{margin} mm, kept inside the brain</source>
        <translation>{margin} mm, 뇌 안으로 제한</translation>
    </message>
    <message>
        <source>place not known</source>
        <translation>위치 알 수 없음</translation>
    </message>
    <message>
        <source>In the label map and not accepted, not exported: {names}.</source>
        <translation>레이블 맵에 있으나 승인되지 않아 내보내지 않음: {names}.</translation>
    </message>
    <message>
        <source>Places are not told: there was no brain mask.</source>
        <translation>뇌 마스크가 없어 위치를 표시하지 않습니다.</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>한계</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>확인서</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>구조</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Approved mm³</source>
        <translation>승인 mm³</translation>
    </message>
    <message>
        <source>Read back mm³</source>
        <translation>다시 읽음 mm³</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>차이</translation>
    </message>
    <message>
        <source>Dice</source>
        <translation>Dice</translation>
    </message>
    <message>
        <source>Shift mm</source>
        <translation>이동 mm</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>단면</translation>
    </message>
    <message>
        <source>Files written before this report, with their SHA-256; receipt.json holds all.</source>
        <translation>이 보고서 전에 기록된 파일과 SHA-256입니다. 전체는 receipt.json에 있습니다.</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number} / {count}</translation>
    </message>
    <message>
        <source>Read back from disk: {count} of {count} structures, largest difference of a volume {worst} %, largest shift of a centroid {shift} mm.</source>
        <translation>디스크에서 다시 읽음: 구조 {count}개 중 {count}개, 부피 최대 차이 {worst} %, 중심 최대 이동 {shift} mm.</translation>
    </message>
    <message>
        <source>Research software, not a medical device. Not for clinical decisions.</source>
        <translation>연구용 소프트웨어이며 의료기기가 아닙니다. 임상 결정에 사용하지 마십시오.</translation>
    </message>
    <message>
        <source>Volumes are voxels times voxel volume; diameters are taken on the slices nearest to the patient&apos;s axial plane.</source>
        <translation>부피는 복셀 수에 복셀 부피를 곱한 값이고, 지름은 환자의 축상면에 가장 가까운 절편에서 잽니다.</translation>
    </message>
    <message>
        <source>Places are approximate, from the brain mask&apos;s shape.</source>
        <translation>위치는 뇌 마스크의 모양에서 얻은 근사값입니다.</translation>
    </message>
    <message>
        <source>A lesion that neither the model nor the reader marked is not in this report.</source>
        <translation>모델도 판독자도 표시하지 않은 병변은 이 보고서에 없습니다.</translation>
    </message>
</context>
<context>
    <name>Retrieve</name>
    <message>
        <source>Patient</source>
        <translation>환자</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>검사</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Retrieve a study</source>
        <translation>검사 가져오기</translation>
    </message>
    <message>
        <source>Asked of the chosen node only, and kept on this computer.</source>
        <translation>선택한 노드에만 묻고, 이 컴퓨터에만 보관합니다.</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>Ask whether the node answers (C-ECHO).</source>
        <translation>노드가 응답하는지 묻습니다(C-ECHO).</translation>
    </message>
    <message>
        <source>Patient ID</source>
        <translation>환자 ID</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Retrieve</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Open what came</source>
        <translation>받은 것 열기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Stopping.</source>
        <translation>멈추는 중입니다.</translation>
    </message>
    <message>
        <source>Asking {node}.</source>
        <translation>{node}에 묻는 중입니다.</translation>
    </message>
    <message>
        <source>{node} answers.</source>
        <translation>{node}: 응답합니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n studies on {node}.</source>
        <translation>
            <numerusform>{node}에 검사 %n개.</numerusform>
        </translation>
    </message>
    <message>
        <source>There may be more: narrow the search.</source>
        <translation>더 있을 수 있습니다. 검색을 좁히십시오.</translation>
    </message>
    <message>
        <source>Nothing like it on {node}.</source>
        <translation>{node}에 맞는 검사가 없습니다.</translation>
    </message>
    <message>
        <source>Some nodes tell capitals from small letters in a name: try the other, or the ID.</source>
        <translation>노드에 따라 이름의 대문자와 소문자를 구별합니다. 다르게 쓰거나 ID로 찾아 보십시오.</translation>
    </message>
    <message>
        <source>Asking {node} to send the study.</source>
        <translation>{node}에 검사를 보내 달라고 하는 중입니다.</translation>
    </message>
    <message>
        <source>Retrieve it once more, or open what came.</source>
        <translation>다시 가져오거나, 받은 것을 여십시오.</translation>
    </message>
    <message>
        <source>Receiving {done} of {total} images.</source>
        <translation>영상 {total}개 중 {done}개를 받았습니다.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was opened.</source>
        <translation>멈췄습니다. 아무것도 열지 않았습니다.</translation>
    </message>
    <message>
        <source>A name finds all that begin with it. A date as 20261112, or from-to as 20261101-20261130.</source>
        <translation>이름은 그것으로 시작하는 모든 이름을 찾습니다. 날짜는 20261112, 기간은 20261101-20261130처럼 적습니다.</translation>
    </message>
    <message>
        <source>Studies</source>
        <translation>검사</translation>
    </message>
</context>
<context>
    <name>Run</name>
    <message>
        <source>Read only</source>
        <translation>보기만</translation>
    </message>
    <message>
        <source>Find lesions</source>
        <translation>병변 찾기</translation>
    </message>
    <message>
        <source>Begin your review</source>
        <translation>내 판독 시작</translation>
    </message>
    <message>
        <source>Go on with the review</source>
        <translation>판독 계속</translation>
    </message>
    <message>
        <source>Find lesions anyway</source>
        <translation>그래도 병변 찾기</translation>
    </message>
</context>
<context>
    <name>Send</name>
    <message>
        <source>Send the export</source>
        <translation>내보낸 것 보내기</translation>
    </message>
    <message>
        <source>Contours, segments and report. Images are never sent.</source>
        <translation>윤곽, 분할, 보고서. 영상은 보내지 않습니다.</translation>
    </message>
    <message>
        <source>To</source>
        <translation>받는 곳</translation>
    </message>
    <message>
        <source>{name}   {ae_title} at {host}, port {port}</source>
        <translation>{name}   {ae_title}, {host}, 포트 {port}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>보내기</translation>
    </message>
    <message>
        <source>Try {count} again</source>
        <translation>{count}개 다시 보내기</translation>
    </message>
    <message>
        <source>Send {count}</source>
        <translation>{count} 보내기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Sending to {name}.</source>
        <translation>{name}(으)로 보내는 중.</translation>
    </message>
    <message>
        <source>{name} stored {stored} of {count}.</source>
        <translation>{name}: {count}개 중 {stored}개 저장.</translation>
    </message>
    <message>
        <source>It answers for all of them (storage commitment).</source>
        <translation>모두 보존한다고 응답했습니다(저장 확약).</translation>
    </message>
    <message>
        <source>It does not answer for all of them (storage commitment).</source>
        <translation>일부는 보존한다고 응답하지 않았습니다(저장 확약).</translation>
    </message>
    <message>
        <source>It refused to answer for them (storage commitment).</source>
        <translation>보존 응답을 거부했습니다(저장 확약).</translation>
    </message>
    <message>
        <source>It has not answered for them yet (storage commitment).</source>
        <translation>아직 보존 응답이 없습니다(저장 확약).</translation>
    </message>
</context>
<context>
    <name>Series</name>
    <message>
        <source>Fit for planning</source>
        <translation>치료계획 적합</translation>
    </message>
    <message>
        <source>Can be read, with care</source>
        <translation>주의하여 판독 가능</translation>
    </message>
    <message>
        <source>Cannot be used</source>
        <translation>사용할 수 없음</translation>
    </message>
    <message>
        <source>No name recorded</source>
        <translation>이름 기록 없음</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>기록 없음</translation>
    </message>
    <message>
        <source>birth date not recorded</source>
        <translation>생년월일 기록 없음</translation>
    </message>
    <message>
        <source>born {day}</source>
        <translation>{day}생</translation>
    </message>
    <message>
        <source>{name}, part {part}</source>
        <translation>{name}, {part}부분</translation>
    </message>
    <message>
        <source>series {number}</source>
        <translation>시리즈 {number}</translation>
    </message>
    <message>
        <source>all read from this computer</source>
        <translation>모두 이 컴퓨터에서 읽음</translation>
    </message>
    <message>
        <source>Review begun: it goes on where it stood</source>
        <translation>판독 진행 중: 이어서 합니다</translation>
    </message>
    <message>
        <source>Other study…</source>
        <translation>다른 검사…</translation>
    </message>
    <message>
        <source>Reviewed by {others}: your own review begins beside it</source>
        <translation>{others} 님이 판독함: 내 판독이 따로 시작됩니다</translation>
    </message>
    <message>
        <source>Study of {day}</source>
        <translation>{day} 검사</translation>
    </message>
    <message>
        <source>Study of {patient_name}</source>
        <translation>{patient_name} 검사</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>The settings could not be read: the defaults are used.</source>
        <translation>설정을 읽을 수 없어 기본값을 씁니다.</translation>
    </message>
    <message>
        <source>Some settings could not be used: their defaults are. ({names})</source>
        <translation>일부 설정을 쓸 수 없어 기본값을 씁니다. ({names})</translation>
    </message>
    <message>
        <source>The file is kept as {name}.</source>
        <translation>그 파일은 {name}(으)로 보관했습니다.</translation>
    </message>
    <message>
        <source>Press a key&apos;s button, then the new key. Backspace takes it away.</source>
        <translation>키 단추를 누른 뒤 새 키를 누르세요. Backspace로 지웁니다.</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>모든 키 초기화</translation>
    </message>
    <message>
        <source>{key} already means “{words}”. Change that one first, or press another key.</source>
        <translation>{key} 키는 이미 “{words}”입니다. 먼저 그것을 바꾸거나 다른 키를 누르세요.</translation>
    </message>
    <message>
        <source>Figures go to the lesion of that number.</source>
        <translation>숫자는 그 번호의 병변으로 갑니다.</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>Press a key</source>
        <translation>키를 누르세요</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>쪽</translation>
    </message>
    <message>
        <source>Applied at once and kept for this account.</source>
        <translation>바로 적용되고 이 계정에 저장됩니다.</translation>
    </message>
    <message>
        <source>not given yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>테마</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>영상</translation>
    </message>
    <message>
        <source>Left and right</source>
        <translation>좌우</translation>
    </message>
    <message>
        <source>Radiological</source>
        <translation>영상의학 방향</translation>
    </message>
    <message>
        <source>Neurological</source>
        <translation>신경학 방향</translation>
    </message>
    <message>
        <source>Radiological: the patient&apos;s left is on the right of the picture.</source>
        <translation>영상의학 방향: 환자의 왼쪽이 화면 오른쪽에 있습니다.</translation>
    </message>
    <message>
        <source>Contours</source>
        <translation>윤곽</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>선</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>채움</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>판독</translation>
    </message>
    <message>
        <source>The model&apos;s answer</source>
        <translation>모델 결과</translation>
    </message>
    <message>
        <source>Shown at once</source>
        <translation>바로 표시</translation>
    </message>
    <message>
        <source>Blind first</source>
        <translation>맹검 우선</translation>
    </message>
    <message>
        <source>Blind first: you mark without it, then it is revealed and the difference listed.</source>
        <translation>맹검 우선: 모델 없이 표시한 뒤 결과를 공개하고 차이를 보여 줍니다.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>Looks at</source>
        <translation>보는 범위</translation>
    </message>
    <message>
        <source>The whole image</source>
        <translation>영상 전체</translation>
    </message>
    <message>
        <source>Around the brain</source>
        <translation>뇌 주위</translation>
    </message>
    <message>
        <source>Mirroring</source>
        <translation>뒤집기</translation>
    </message>
    <message>
        <source>As the package asks</source>
        <translation>패키지가 정한 대로</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>Off: up to eight times as fast where a package asks for it, and less sure.</source>
        <translation>끔: 패키지가 뒤집기를 쓰면 최대 8배 빠르지만 덜 확실합니다.</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>글자 크기</translation>
    </message>
    <message>
        <source>Told apart with every kind of colour vision; the shape alone is enough.</source>
        <translation>어떤 색각에서도 구별되며, 모양만으로도 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Status colours</source>
        <translation>상태 색</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>변경…</translation>
    </message>
    <message>
        <source>Change the reader&apos;s name</source>
        <translation>판독자 이름 변경</translation>
    </message>
    <message>
        <source>Around the brain: 1.1 to 1.9 times as fast with mets-demo, and another answer: 106 of 143 synthetic lesions found either way, one lost and one gained.</source>
        <translation>뇌 주위: mets-demo로 1.1~1.9배 빠르고 결과가 달라집니다. 합성 병변 143개 중 어느 쪽이든 106개를 찾았으며, 하나를 잃고 하나를 얻었습니다.</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>Change the folder for reviews</source>
        <translation>판독 폴더 바꾸기</translation>
    </message>
    <message>
        <source>Reviews, settings, added models and logs. Reviews made so far are not moved.</source>
        <translation>판독, 설정, 추가한 모델, 로그. 지금까지의 판독은 옮겨지지 않습니다.</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>저장 위치</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Second look</source>
        <translation>재확인</translation>
    </message>
    <message>
        <source>restores the selected one</source>
        <translation>선택한 것을 복원</translation>
    </message>
    <message>
        <source>Which lesions are shown</source>
        <translation>보이는 병변</translation>
    </message>
    <message>
        <source>Each to fit</source>
        <translation>각각 맞춤</translation>
    </message>
    <message>
        <source>Same scale</source>
        <translation>같은 배율</translation>
    </message>
    <message>
        <source>Scale of the tiles</source>
        <translation>타일 배율</translation>
    </message>
    <message>
        <source>{shown} of {lesions}</source>
        <translation>{lesions} 중 {shown}</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>모아 보기</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>모두 보기</translation>
    </message>
    <message>
        <source>{aside} put aside by post-processing</source>
        <translation>후처리에서 보류 {aside}개</translation>
    </message>
    <message>
        <source>{count} more at {lower_threshold:.2f}</source>
        <translation>기준 {lower_threshold:.2f}에서 {count}개 더</translation>
    </message>
    <message>
        <source>No lesion fits the filter.</source>
        <translation>필터에 맞는 병변이 없습니다.</translation>
    </message>
    <message>
        <source>No {lower} lesion.</source>
        <translation>{lower} 병변이 없습니다.</translation>
    </message>
    <message>
        <source>Nothing marked yet. In the views, put the crosshair on a lesion and press +.</source>
        <translation>아직 표시가 없습니다. 영상에서 병변에 십자선을 놓고 +를 누르세요.</translation>
    </message>
    <message>
        <source>Nothing marked yet: the model has not been run on this series.</source>
        <translation>아직 표시한 것이 없습니다. 이 시리즈에는 모델을 실행하지 않았습니다.</translation>
    </message>
    <message>
        <source>No lesion found. Second look has {aside}.</source>
        <translation>찾은 병변이 없습니다. 재확인에 {aside}개가 있습니다.</translation>
    </message>
    <message>
        <source>No lesion found.</source>
        <translation>찾은 병변이 없습니다.</translation>
    </message>
    <message>
        <source>Second look {number}, {name}, {corner}</source>
        <translation>재확인 {number}, {name}, {corner}</translation>
    </message>
    <message>
        <source>added by the reader, </source>
        <translation>판독자가 추가, </translation>
    </message>
    <message>
        <source>, edited</source>
        <translation>, 편집됨</translation>
    </message>
    <message>
        <source>Lesion {number}, {name}, {own}{corner}, {status}{edited}</source>
        <translation>병변 {number}, {name}, {own}{corner}, {status}{edited}</translation>
    </message>
</context>
<context>
    <name>Splash</name>
    <message>
        <source>Loading what reads DICOM</source>
        <translation>DICOM 읽기 준비 중</translation>
    </message>
    <message>
        <source>Loading what measures lesions</source>
        <translation>병변 측정 준비 중</translation>
    </message>
    <message>
        <source>Loading what runs the model</source>
        <translation>모델 실행 준비 중</translation>
    </message>
    <message>
        <source>Loading what exports</source>
        <translation>내보내기 준비 중</translation>
    </message>
    <message>
        <source>Opening the window</source>
        <translation>창을 여는 중</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Pending</source>
        <translation>미판정</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>승인됨</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>제외됨</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>보류됨</translation>
    </message>
    <message>
        <source>{words}   Signal {signal:.0f}</source>
        <translation>{words}   신호 {signal:.0f}</translation>
    </message>
    <message>
        <source>   Prob. {at:.2f}</source>
        <translation>   확률 {at:.2f}</translation>
    </message>
    <message>
        <source>Research software, not a medical device</source>
        <translation>연구용 소프트웨어, 의료기기가 아님</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>준비됨</translation>
    </message>
    <message>
        <source>Saved {time}</source>
        <translation>저장됨 {time}</translation>
    </message>
    <message>
        <source>{count} series, {refused} refused</source>
        <translation>시리즈 {count}개, 사용 불가 {refused}개</translation>
    </message>
    <message>
        <source>{lesions}, {aside} put aside</source>
        <translation>{lesions}, 보류 {aside}개</translation>
    </message>
    <message>
        <source>Share of the series laid over</source>
        <translation>겹친 시리즈의 비율</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>겹치기</translation>
    </message>
    <message>
        <source>Read only: open in another window</source>
        <translation>읽기 전용: 다른 창에서 열려 있음</translation>
    </message>
    <message>
        <source>Read only: cannot be saved here</source>
        <translation>읽기 전용: 여기에 저장할 수 없음</translation>
    </message>
</context>
<context>
    <name>TextPage</name>
    <message>
        <source>Saved as {name}.</source>
        <translation>{name}(으)로 저장했습니다.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>저장…</translation>
    </message>
</context>
<context>
    <name>Top</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>All keys (?)</source>
        <translation>전체 단축키 (?)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>판독자</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>{pending} pending</source>
        <translation>미판정 {pending}</translation>
    </message>
    <message>
        <source>Run on {provider}</source>
        <translation>{provider}로 실행</translation>
    </message>
    <message>
        <source>What the review is looked at in</source>
        <translation>검토 화면</translation>
    </message>
    <message>
        <source>Export opens once lesions were found and judged.</source>
        <translation>병변을 찾아 판정하면 내보낼 수 있습니다.</translation>
    </message>
    <message>
        <source>This review is open in another window: export it there.</source>
        <translation>이 판독은 다른 창에서 열려 있습니다. 그 창에서 내보내십시오.</translation>
    </message>
    <message>
        <source>Reveal the model&apos;s answer first (Ctrl+R).</source>
        <translation>먼저 모델 결과를 공개하세요 (Ctrl+R).</translation>
    </message>
    <message numerus="yes">
        <source>Judge the %n pending lesion(s) first: only what was approved is exported.</source>
        <translation>
            <numerusform>먼저 미판정 병변 %n개를 판정하세요. 승인한 것만 내보냅니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>No lesion was accepted: there is nothing to export.</source>
        <translation>승인한 병변이 없어 내보낼 것이 없습니다.</translation>
    </message>
</context>
<context>
    <name>View</name>
    <message>
        <source>Axial view</source>
        <translation>축상면 화면</translation>
    </message>
    <message>
        <source>Coronal view</source>
        <translation>관상면 화면</translation>
    </message>
    <message>
        <source>Sagittal view</source>
        <translation>시상면 화면</translation>
    </message>
    <message>
        <source>Oblique view</source>
        <translation>사면 화면</translation>
    </message>
    <message>
        <source>3D view</source>
        <translation>3D 화면</translation>
    </message>
    <message>
        <source>Select a lesion: the plane follows its axes.</source>
        <translation>병변을 선택하면 단면이 그 축을 따릅니다.</translation>
    </message>
    <message>
        <source>Oblique, nearest {plane}</source>
        <translation>사위 단면, 가까운 면 {plane}</translation>
    </message>
    <message>
        <source>{lesion}, its middle</source>
        <translation>{lesion}, 중심</translation>
    </message>
    <message>
        <source>{lesion}, {length} mm {towards} of its middle</source>
        <translation>{lesion}, 중심에서 {towards} 방향 {length} mm</translation>
    </message>
    <message>
        <source>Lesion {number}</source>
        <translation>병변 {number}</translation>
    </message>
    <message>
        <source>Contours hidden</source>
        <translation>윤곽선 숨김</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Choose folder…</source>
        <translation>폴더 선택…</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>파일 선택…</translation>
    </message>
    <message>
        <source>A folder, files, a zip archive or a DICOMDIR. Nothing leaves this computer.</source>
        <translation>폴더, 파일, zip 압축 파일 또는 DICOMDIR. 이 컴퓨터 밖으로 나가지 않습니다.</translation>
    </message>
    <message>
        <source>Drop a patient’s brain MRI here</source>
        <translation>환자의 뇌 MRI를 여기에 놓으세요</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>The contrast-enhanced 3D T1 is picked.</source>
        <translation>조영증강 3D T1을 고릅니다.</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>The model runs while you read.</source>
        <translation>보는 동안 모델이 실행됩니다.</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>판정</translation>
    </message>
    <message>
        <source>Each lesion, then what was put aside.</source>
        <translation>병변마다, 이어서 보류된 것도.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
    <message>
        <source>Any step, without limit; all is saved.</source>
        <translation>어느 단계든 제한 없이, 모두 저장됩니다.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Only what you approved, read back.</source>
        <translation>승인한 것만, 다시 읽어 확인합니다.</translation>
    </message>
    <message>
        <source>How a review goes: open, find, judge, undo, export</source>
        <translation>판독 순서: 열기, 찾기, 판정, 실행 취소, 내보내기</translation>
    </message>
    <message>
        <source>How a review goes</source>
        <translation>판독 순서</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>컴퓨터</translation>
    </message>
    <message>
        <source>Runs on this computer&apos;s processor, {cores} cores.</source>
        <translation>이 컴퓨터의 프로세서에서 실행, {cores}코어.</translation>
    </message>
    <message>
        <source>Runs on this computer&apos;s GPU ({provider}).</source>
        <translation>이 컴퓨터의 GPU에서 실행됩니다 ({provider}).</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>준비됨</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>모델</translation>
    </message>
    <message>
        <source>{sentence} Images can be read.</source>
        <translation>{sentence} 영상은 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>{name} {version}, added here. {use}</source>
        <translation>{name} {version}, 이 컴퓨터에 추가됨. {use}</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>추가됨</translation>
    </message>
    <message>
        <source>{name} {version}, trained on synthetic images. Not for clinical use.</source>
        <translation>{name} {version}, 합성 영상으로 학습. 임상용 아님.</translation>
    </message>
    <message>
        <source>Demonstration</source>
        <translation>시연용</translation>
    </message>
    <message>
        <source>{size} free. Kept in {home}</source>
        <translation>여유 {size}. 저장 위치 {home}</translation>
    </message>
    <message>
        <source>Nearly full</source>
        <translation>거의 가득 참</translation>
    </message>
    <message>
        <source>Reviews</source>
        <translation>판독</translation>
    </message>
    <message>
        <source>Choose another folder in Settings ({reason}). Now {home}</source>
        <translation>설정에서 다른 폴더를 고르세요({reason}). 현재 {home}</translation>
    </message>
    <message>
        <source>Cannot be saved</source>
        <translation>저장 불가</translation>
    </message>
    <message>
        <source>Try it on the demo patient, a synthetic head. The embedded models are a demonstration; your own lie in a folder of this computer.</source>
        <translation>합성 머리 영상인 데모 환자로 시험해 보십시오. 내장 모델은 시연용이며, 직접 추가한 모델은 이 컴퓨터의 폴더에 있습니다.</translation>
    </message>
    <message>
        <source>New here?</source>
        <translation>처음이십니까?</translation>
    </message>
    <message>
        <source>Open the demo patient</source>
        <translation>데모 환자 열기</translation>
    </message>
    <message>
        <source>Read the user&apos;s guide</source>
        <translation>사용 설명서 읽기</translation>
    </message>
    <message>
        <source>Show where models lie</source>
        <translation>모델 폴더 보기</translation>
    </message>
</context>
</TS>
